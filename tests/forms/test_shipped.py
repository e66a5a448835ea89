"""The questionnaires the program brings: they travel, they fit the template, and they ask what the study needs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
import rxeval

from ojm_desktop import assets
from ojm_desktop.domain import handed_words
from ojm_desktop.domain.form import (
    AnyNode,
    Audience,
    Group,
    Last,
    Part,
    Question,
    Range,
    Repeat,
    Role,
    Type,
    walk,
)
from ojm_desktop.domain.hot_spot import Certainty, Direction, Polarity
from ojm_desktop.domain.scale import Scale
from ojm_desktop.domain.template import ACCOMMODATION_TYPES, ORDER_TYPES, PATHWAYS, PROSPECTIVE
from ojm_desktop.domain.ticks import placed
from ojm_desktop.forms.environment import Environment
from ojm_desktop.forms.importing import read_here
from ojm_desktop.forms.instance import new_document
from ojm_desktop.forms.workbook_out import write_workbook
from ojm_desktop.forms.xpath.compile import compile_expression
from ojm_desktop.forms.xpath.context import Context, World
from tests.forms.shipped import ENGLISH, SHIPPED, WELSH, converted, form

DRAFT = "Drafft yw'r Gymraeg hon"


def pathway_groups(name: str) -> list[Group]:
    """The groups that belong to a pathway, in the order of the form."""
    return [child for child in form(name).root.children if isinstance(child, Group) and child.pathway]


def questions(group: Group | Repeat, role: Role | None = None) -> list[Question]:
    """The questions below a group, those of one role if it is given."""
    found = [node for node in walk(group) if isinstance(node, Question)]
    return [question for question in found if role is None or question.role is role]


def choice_names(name: str, list_id: str) -> list[str]:
    """The values of a list of a form."""
    return [choice.name for held in form(name).lists if held.id == list_id for choice in held.choices]


def english(name: str, list_id: str) -> list[object]:
    """The English words of a list of a form."""
    lists = [held for held in form(name).lists if held.id == list_id]
    return [dict(choice.label.by_language)[ENGLISH][0] for held in lists for choice in held.choices]


def test_that_the_folder_of_the_questionnaires_is_found_beside_the_package_of_the_same_name() -> None:
    assert sorted(path.stem for path in assets.forms().glob("*.md")) == sorted(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_that_pyxform_takes_it_without_a_warning(name: str) -> None:
    assert converted(name)[1] == ()


@pytest.mark.parametrize("name", SHIPPED)
def test_that_our_own_report_finds_nothing(name: str) -> None:
    path = assets.forms() / f"{name}.md"
    assert read_here(path.name, path.read_bytes()).report.problems == ()


@pytest.mark.parametrize("name", SHIPPED)
def test_that_it_can_be_edited_in_a_spreadsheet_and_comes_back_equal(name: str) -> None:
    again = read_here(f"{name}.xlsx", write_workbook(form(name))).form
    assert again is not None
    assert replace(again, digest="") == replace(form(name), digest="")


@pytest.mark.parametrize("name", SHIPPED)
def test_that_it_means_the_same_on_a_tablet_and_in_a_browser(name: str) -> None:
    assert rxeval.check_form(converted(name)[0]) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_that_everything_shown_has_words_in_english_and_a_welsh_draft(name: str) -> None:
    held = form(name)
    assert (held.languages, held.default_language) == ((ENGLISH, WELSH), ENGLISH)
    texts = [
        (node.path, words)
        for node in held.nodes()
        for words in (
            [node.label, node.hint, node.guidance, node.required_message, *(check.message for check in node.checks)]
            if isinstance(node, Question)
            else [node.label]
        )
    ]
    texts += [(f"{found.id} {choice.name}", choice.label) for found in held.lists for choice in found.choices]
    one_language = [
        where for where, words in texts if words and set(dict(words.by_language)) not in ({ENGLISH, WELSH}, {""})
    ]
    assert one_language == []
    bare: list[AnyNode] = [node for node in held.questions() if not node.label and node.is_shown]
    bare += [
        node for node in held.root.children if not isinstance(node, Question) and node.name != "meta" and not node.label
    ]
    assert [node.path for node in bare] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_that_the_welsh_says_of_itself_that_it_is_a_draft(name: str) -> None:
    said = [dict(question.label.by_language).get(WELSH, ()) for question in form(name).questions()]
    assert any(str(pieces[0]).startswith(DRAFT) for pieces in said if pieces)


@pytest.mark.parametrize("name", SHIPPED)
def test_that_it_asks_for_nobodys_name_or_address(name: str) -> None:
    asked = [question.name for question in form(name).questions()]
    assert [one for one in asked if re.search(r"(^|_)(name|surname|address|phone|email|postcode)(_|$)", one)] == []


@pytest.mark.parametrize("name", ["cohort1", "cohort2"])
def test_that_the_pathways_stand_in_the_template_s_order_under_its_names(name: str) -> None:
    told = [(group.pathway, dict(group.label.by_language)[ENGLISH][0]) for group in pathway_groups(name)]
    assert told == [(pathway.key, pathway.name) for pathway in PATHWAYS]


@pytest.mark.parametrize("name", ["cohort1", "cohort2"])
def test_that_every_rating_runs_over_the_scale_has_no_value_beforehand_and_hides_the_last_one(name: str) -> None:
    scale = Scale()
    wanted = Range(str(scale.minimum), str(scale.maximum), str(scale.step), "scale")
    for group in pathway_groups(name):
        for question in questions(group, Role.RATING):
            assert (question.type, question.range, question.pathway) == (Type.RANGE, wanted, group.pathway)
            assert (question.static_default, question.defaults, question.calculation) == ("", (), "")
            assert question.last is Last.AFTER
            assert question.required == "true()"
            assert question.audience is Audience.ALOUD


@pytest.mark.parametrize("name", ["cohort1", "cohort2", "diary"])
def test_that_the_words_of_the_scale_are_the_template_s_and_are_there_in_every_language(name: str) -> None:
    held = form(name)
    (told,) = (each for each in held.lists if each.id == "scale")
    scale = Scale()
    pairs = [(choice.name, "".join(map(str, dict(choice.label.by_language)[ENGLISH]))) for choice in told.choices]
    english = placed(list(map(str, scale.values())), pairs)
    assert english == scale.words()
    assert all({language for language, _ in choice.label.by_language} == set(held.languages) for choice in told.choices)
    assert {question.range.labels for question in held.questions() if question.range} == {"scale"}


@pytest.mark.parametrize("name", ["cohort1", "cohort2"])
def test_that_a_form_that_is_handed_over_brings_every_word_of_that_page(name: str) -> None:
    (told,) = (held for held in form(name).lists if held.id == handed_words.LIST)
    assert {choice.name for choice in told.choices} == {word.value for word in handed_words.Word}
    assert handed_words.handed_words(form(name), ENGLISH) == handed_words.IN_ENGLISH
    assert handed_words.handed_words(form(name), WELSH).missing == ()
    assert handed_words.handed_words(form("intake"), WELSH).missing == tuple(handed_words.Word)


def test_that_cohort_1_rates_each_pathway_once_and_asks_what_happened_and_what_would_have_helped() -> None:
    for group in pathway_groups("cohort1"):
        assert len(questions(group, Role.RATING)) == 1
        assert f"{group.pathway}_help" in [question.name for question in questions(group, Role.COMMENT)]
        (moment,) = (child for child in group.children if isinstance(child, Repeat))
        assert (moment.role, moment.pathway) == (Role.HOT_SPOT, group.pathway)
        parts = {question.part for question in questions(moment)}
        assert parts == {
            Part.TITLE, Part.POLARITY, Part.FIRST_DAY, Part.LAST_DAY, Part.COULD_HAVE_HELPED, Part.OBSERVATION,
        }  # fmt: skip


def test_that_cohort_1_is_the_same_at_each_wave_but_for_the_family_question_of_the_first() -> None:
    held = form("cohort1")
    assert choice_names("cohort1", "weeks") == [wave.key for wave in PROSPECTIVE.waves]
    by_week = {node.name: node.relevant for node in held.nodes() if "/week" in node.relevant}
    assert set(by_week) == {"family_support", "family_comment"}


def test_that_cohort_2_rates_each_pathway_at_the_beginning_and_at_the_end() -> None:
    for group in pathway_groups("cohort2"):
        assert [question.wave for question in questions(group, Role.RATING)] == ["begin", "end"]
        (turn,) = (child for child in group.children if isinstance(child, Repeat))
        assert (turn.role, turn.pathway) == (Role.EVENT, group.pathway)
        assert {question.part for question in questions(turn)} - {None} == set(Part) - {Part.VALUE}


def test_that_the_values_of_the_parts_are_those_of_the_map() -> None:
    assert choice_names("cohort1", "polarity") == [one.value for one in Polarity]
    assert choice_names("cohort2", "directions") == [one.value for one in Direction]
    assert choice_names("cohort2", "certainty") == [one.value for one in Certainty]


def test_that_intake_and_diary_offer_the_lists_of_the_template() -> None:
    assert english("intake", "orders")[:-1] == list(ORDER_TYPES)
    assert english("intake", "homes") == list(ACCOMMODATION_TYPES)
    assert choice_names("diary", "pathways") == [pathway.key for pathway in PATHWAYS]


@pytest.mark.parametrize(("last", "now", "is_asked"), [("1", "4", True), ("1", "3", False), ("1", "-2", True)])
def test_that_the_interviewer_is_told_to_ask_after_a_large_move_of_the_same_person_alone(
    last: str, now: str, is_asked: bool
) -> None:
    (note,) = (question for question in form("cohort1").questions() if question.name == "housing_moved")
    assert note.audience is Audience.INTERVIEWER
    instance = (
        f"<data><before><code>C1-07</code></before><housing><housing_rating>{now}</housing_rating></housing></data>"
    )
    for code, wanted in (("C1-07", is_asked), ("C1-08", False)):
        said = note.relevant.replace("instance('__last-saved')/data/before/code", f"'{code}'")
        said = said.replace("instance('__last-saved')/data/housing/housing_rating", last)
        assert rxeval.eval_expression(said, instance) == str(wanted).lower()


def answered(name: str, answers: dict[str, str]) -> rxeval.Session:
    """A session of the other program's engine with these answers given in order."""
    session = rxeval.Session(converted(name)[0], today="2026-03-02")
    for path, value in answers.items():
        session.set(path, value)
        session.recompute()
    return session


@pytest.mark.parametrize("name", SHIPPED)
def test_that_nothing_stops_an_interview_in_which_nothing_happened(name: str) -> None:
    """Whoever rates and has no moment, landmark or occurrence to tell owes no words about one."""
    missing = rxeval.Session(converted(name)[0], today="2026-03-02").recompute()["missing"]
    repeats = [node.path for node in form(name).nodes() if isinstance(node, Repeat)]
    assert [
        path for path in missing if any(re.sub(r"\[\d+\]", "", path).startswith(f"{one}/") for one in repeats)
    ] == []


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, set()),
        ({"certainty": "week"}, {"in_week"}),
        ({"certainty": "part_of_month"}, {"month", "third"}),
        ({"certainty": "about"}, {"month"}),
    ],
)
def test_that_a_recalled_time_is_asked_for_as_surely_as_it_is_known(answers: dict[str, str], asked: set[str]) -> None:
    turn = "/data/housing/housing_turn[1]/housing_"
    given = {f"{turn}{name}": value for name, value in answers.items()}
    state = answered("cohort2", {"/data/housing/housing_turned": "yes", **given}).recompute()["relevant"]
    names = ("in_week", "month", "third")
    assert {
        name for name in names if state.get(f"{turn}{name}", state.get(f"{turn.replace('[1]', '')}{name}"))
    } == asked


@pytest.mark.parametrize(("code", "is_right"), [("C1-07", True), ("C2-110", True), ("c1-07", False), ("Sam", False)])
def test_that_a_code_is_told_from_a_name(code: str, is_right: bool) -> None:
    invalid = [path for path, _ in answered("diary", {"/data/about/code": code}).recompute()["invalid"]]
    assert ("/data/about/code" not in invalid) is is_right


@pytest.mark.parametrize(
    ("answers", "first", "last"),
    [
        ({"certainty": "week", "in_week": "1"}, 0, 6),
        ({"certainty": "week", "in_week": "13"}, 84, 90),
        ({"certainty": "part_of_month", "month": "1", "third": "early"}, 0, 9),
        ({"certainty": "part_of_month", "month": "2", "third": "middle"}, 38, 46),
        ({"certainty": "part_of_month", "month": "3", "third": "late"}, 75, 83),
        ({"certainty": "about", "month": "2"}, 28, 55),
        ({"certainty": "part_of_month", "month": "2"}, None, None),
    ],
)
@pytest.mark.parametrize("start", [date(2025, 9, 29), date(2026, 3, 2)])
def test_that_a_recalled_time_becomes_the_days_it_stands_for(
    start: date, answers: dict[str, str], first: int | None, last: int | None
) -> None:
    """Also across both changes of the clock, where a day has 25 or 23 hours."""
    document = new_document()
    root = document.add("data")
    root.add("before").add("order_start", start.isoformat())
    turn = root.add("housing").add("housing_turn", is_repeat=True)
    for name in ("certainty", "in_week", "month", "third", "first_day", "last_day"):
        turn.add(f"housing_{name}", answers.get(name, ""))
    now = datetime(2026, 6, 1, tzinfo=UTC)
    world = World(document, Environment(lambda: now, ZoneInfo("Europe/London"), lambda: "", Random(1)))
    told = {}
    for question in form("cohort2").questions():
        if question.path.startswith("/data/housing/housing_turn/") and question.calculation:
            node = turn.by_name[question.name][0]
            told[question.part] = compile_expression(question.calculation).evaluate(Context(node, world))
    days = ["" if shift is None else (start + timedelta(days=shift)).isoformat() for shift in (first, last)]
    assert told == {Part.FIRST_DAY: days[0], Part.LAST_DAY: days[1]}


def test_that_d4_the_receipt_asks_neither_for_a_vouchers_number_nor_for_its_worth() -> None:
    asked = {node.path.rpartition("/")[2] for node in form("voucher").nodes() if isinstance(node, Question)}
    assert {"code", "given_on", "given_for", "received", "given_by"} <= asked
    assert not any(word in name for name in asked for word in ("number", "amount", "worth", "pounds"))
