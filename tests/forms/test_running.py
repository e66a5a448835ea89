"""A form being answered: relevance, calculations, repeats, defaults, triggers, choices, checks, languages."""

from __future__ import annotations

import pytest

from ojm_desktop.domain.form import Level
from ojm_desktop.forms.environment import ExternalList
from ojm_desktop.forms.instance import new_document
from ojm_desktop.forms.running import AnswerRefused, RunningForm
from tests.forms.making import environment, made, run


def test_that_an_irrelevant_answer_is_kept_reads_as_empty_and_leaves_the_answers() -> None:
    form = run("""
    | | type | name | label | relevant | calculation |
    | | integer | age | Age | | |
    | | begin_group | g | G | ${age} > 17 | |
    | | text | job | Job | | |
    | | end_group | | | | |
    | | calculate | seen | | | concat('<', ${job}, '>') |
    """)
    form.set("/data/age", "30")
    form.set("/data/g/job", "baker")
    assert form.state("/data/seen").value == "<baker>"
    form.set("/data/age", "12")
    state = form.state("/data/g/job")
    assert (state.relevant, state.value, form.state("/data/seen").value) == (False, "baker", "<>")
    assert "/data/g/job" not in form.answers()
    assert form.questions() == ("/data/age",)
    form.set("/data/age", "30")
    assert form.answers()["/data/g/job"] == "baker"


def test_that_an_answer_tells_what_it_touched_and_nothing_else() -> None:
    form = run("""
    | | type | name | label | relevant | calculation |
    | | integer | a | A | | |
    | | integer | other | O | | |
    | | text | b | B ${a} | | |
    | | text | c | C | ${a} > 1 | |
    | | calculate | d | | | ${other} + 1 |
    """)
    touched = form.set("/data/a", "5")
    assert (set(touched.paths), touched.has_grown) == ({"/data/a", "/data/b", "/data/c"}, False)


def test_that_a_calculated_question_cannot_be_answered_and_a_number_that_is_none_is_empty() -> None:
    form = run("""
    | | type | name | label | calculation |
    | | integer | a | A | |
    | | integer | twice | T | ${a} * 2 |
    | | calculate | words | | ${a} * 2 |
    """)
    assert (form.state("/data/twice").value, form.state("/data/words").value) == ("", "NaN")
    form.set("/data/a", "4")
    form.set("/data/twice", "99")
    assert (form.state("/data/twice").value, form.state("/data/twice").read_only) == ("8", True)


def test_that_repeats_nest_and_take_part_in_sums_and_positions() -> None:
    form = run("""
    | | type | name | label | calculation |
    | | begin_repeat | home | Home | |
    | | calculate | number | | position(..) |
    | | begin_repeat | person | Person | |
    | | integer | age | Age | |
    | | end_repeat | | | |
    | | calculate | here | | sum(../person/age) |
    | | end_repeat | | | |
    | | calculate | all | | sum(${age}) |
    """)
    assert form.add_repeat("/data/home") == "/data/home[2]"
    assert form.add_repeat("/data/home[2]/person") == "/data/home[2]/person[2]"
    for path, age in (("home[1]/person[1]", "1"), ("home[2]/person[1]", "10"), ("home[2]/person[2]", "20")):
        form.set(f"/data/{path}/age", age)
    seen = [form.state(path).value for path in ("/data/home[1]/here", "/data/home[2]/here", "/data/all")]
    assert seen == ["1", "30", "31"]
    assert form.state("/data/home[2]/number").value == "2"
    assert form.remove_repeat("/data/home[1]").has_grown
    assert (form.state("/data/all").value, form.state("/data/home[1]/number").value) == ("30", "1")
    assert "/data/home[2]" not in form.paths()


def test_that_a_running_total_reads_the_instance_before() -> None:
    form = run("""
    | | type | name | label | calculation |
    | | begin_repeat | r | R | |
    | | integer | a | A | |
    | | calculate | t | | ${a} + if(position(..) > 1, indexed-repeat(${t}, ${r}, position(..) - 1), 0) |
    | | end_repeat | | | |
    """)
    for number in (1, 2, 3):
        if number > 1:
            form.add_repeat("/data/r")
        form.set(f"/data/r[{number}]/a", "5")
    form.set("/data/r[1]/a", "1")
    assert [form.state(f"/data/r[{number}]/t").value for number in (1, 2, 3)] == ["1", "6", "11"]


def test_that_a_count_makes_and_takes_instances_and_nobody_else_may() -> None:
    form = run("""
    | | type | name | label | repeat_count | default |
    | | integer | n | N | | |
    | | begin_repeat | r | R | ${n} | |
    | | text | t | T | | concat('of ', ${n}) |
    | | end_repeat | | | | |
    """)
    assert "/data/r[1]" not in form.paths()
    assert form.set("/data/n", "2").has_grown
    assert form.state("/data/r[2]/t").value == "of 2"
    form.set("/data/n", "1000000000")
    assert "/data/r[1000]" in form.paths()
    form.set("/data/n", "1")
    assert [path for path in form.paths() if path.startswith("/data/r[")] == ["/data/r[1]", "/data/r[1]/t"]
    with pytest.raises(AnswerRefused, match="itself says how often"):
        form.add_repeat("/data/r")


def test_that_defaults_stand_once_and_a_trigger_sets_again() -> None:
    form = run("""
    | | type | name | label | default | calculation | trigger |
    | | text | a | A | Bob | | |
    | | date | day | Day | today() | | |
    | | text | b | B | | concat(${a}, '!') | ${a} |
    | | text | c | C | | concat(${b}, '?') | ${b} |
    """)
    assert [form.state(f"/data/{name}").value for name in ("a", "day", "b", "c")] == ["Bob", "2026-03-01", "", ""]
    form.set("/data/a", "Ann")
    assert (form.state("/data/b").value, form.state("/data/c").value) == ("Ann!", "Ann!?")
    form.set("/data/b", "own words")
    form.set("/data/day", "")
    assert (form.state("/data/b").value, form.state("/data/c").value) == ("own words", "own words?")
    assert form.answers()["/data/day"] == ""


def test_that_choices_are_filtered_and_an_answer_whose_choice_went_is_kept_with_a_warning() -> None:
    form = run("""
    | | type | name | label | choice_filter |
    | | select_one region | where | Where | |
    | | select_one town | town | Town | region = ${where} |
    """)
    assert form.state("/data/town").choices == ()
    form.set("/data/where", "north")
    assert [(choice.name, choice.label) for choice in form.state("/data/town").choices] == [
        ("n1", "Upper"),
        ("n2", "Lower"),
    ]
    form.set("/data/town", "n2")
    assert form.state("/data/town").warnings == ()
    form.set("/data/where", "south")
    state = form.state("/data/town")
    assert (state.value, state.valid, [one.level for one in state.warnings]) == ("n2", True, [Level.WARN])
    form.set("/data/town", "nowhere")
    assert not form.state("/data/town").valid


def test_that_a_filter_inside_a_repeat_reads_its_own_instance() -> None:
    form = run("""
    | | type | name | label | choice_filter |
    | | begin_repeat | r | R | |
    | | select_one region | where | Where | |
    | | select_one town | town | Town | region = ${where} |
    | | end_repeat | | | |
    """)
    form.set("/data/r[1]/where", "north")
    form.add_repeat("/data/r")
    touched = form.set("/data/r[2]/where", "south")
    assert (set(touched.paths), touched.has_grown) == ({"/data/r[2]/where", "/data/r[2]/town"}, False)
    names = [[choice.name for choice in form.state(f"/data/r[{number}]/town").choices] for number in (1, 2)]
    assert names == [["n1", "n2"], ["s1"]]


def test_that_the_answers_of_a_repeat_can_be_choices_themselves() -> None:
    form = run("""
    | | type | name | label |
    | | begin_repeat | r | R |
    | | text | t | T |
    | | end_repeat | | |
    | | select_one ${t} | who | Who |
    """)
    form.add_repeat("/data/r")
    form.set("/data/r[1]/t", "A")
    assert "/data/who" in form.set("/data/r[2]/t", "B").paths
    assert [(choice.name, choice.label) for choice in form.state("/data/who").choices] == [("A", "A"), ("B", "B")]


def test_that_choices_drawn_by_chance_stay_as_they_were_drawn() -> None:
    form = run("""
    | | type | name | label | parameters |
    | | select_one town | by_chance | T | randomize=true |
    | | select_one town | seeded | T | randomize=true, seed=42 |
    """)
    for name in ("by_chance", "seeded"):
        drawn = [form.state(f"/data/{name}").choices for _ in range(20)]
        assert len(set(drawn)) == 1
        assert {choice.name for choice in drawn[0]} == {"n1", "n2", "s1"}


def test_that_checks_stop_warn_and_inform_and_never_look_at_an_empty_answer() -> None:
    form = run(
        "| | type | name | label | constraint | constraint_message "
        """| bind::ojm:check_1 | bind::ojm:message_1 | bind::ojm:check_2 |
        | | integer | a | A | . < 100 | Too old. | warn: . < 50 | Really ${b}? | inform: . < 20 |
        | | integer | b | B | | | | | |
        """,
        '| settings |\n| | namespaces |\n| | ojm="https://ojm-desktop.example/ns" |',
    )
    form.set("/data/b", "9")
    assert (form.state("/data/a").valid, form.state("/data/a").warnings) == (True, ())
    form.set("/data/a", "60")
    state = form.state("/data/a")
    assert (state.valid, [(one.level, one.number) for one in state.warnings]) == (
        True,
        [(Level.WARN, 1), (Level.INFORM, 2)],
    )
    assert state.warnings[0].message == "Really 9?"
    form.set("/data/a", "100")
    assert (form.state("/data/a").valid, form.state("/data/a").message) == (False, "Too old.")


def test_that_a_missing_answer_is_told_apart_from_a_wrong_one() -> None:
    form = run("""
    | | type | name | label | required | required_message |
    | | integer | a | A | yes | Please say. |
    """)
    state = form.state("/data/a")
    assert (state.required, state.missing, state.valid, state.message) == (True, True, True, "Please say.")
    form.set("/data/a", "x")
    state = form.state("/data/a")
    assert (state.missing, state.valid) == (False, False)
    assert "whole number" in state.message


def test_that_words_fall_back_along_the_chain_and_say_so() -> None:
    form = RunningForm(
        made("""
        | | type | name | label::English (en) | label::Cymraeg (cy) | hint::English (en) |
        | | text | a | Where? | Ble? | |
        | | text | b | Why? ${a} | | Take time |
        """),
        environment(),
        "Cymraeg (cy)",
    )
    form.set("/data/a", "here")
    assert (form.state("/data/a").label, form.state("/data/a").fell_back) == ("Ble?", None)
    state = form.state("/data/b")
    assert (state.label, state.fell_back, state.hint) == ("Why? here", "English (en)", "Take time")
    form.language = "English (en)"
    assert (form.state("/data/a").label, form.state("/data/b").fell_back) == ("Where?", None)


def test_that_a_field_list_is_one_screen_and_other_questions_each_their_own() -> None:
    form = run("""
    | | type | name | label | appearance |
    | | text | a | A | |
    | | begin_group | g | G | field-list |
    | | text | b | B | |
    | | begin_group | h | H | |
    | | text | c | C | |
    | | end_group | | | |
    | | end_group | | | |
    | | text | d | D | |
    """)
    assert form.screens() == (("/data/a",), ("/data/g/b", "/data/g/h/c"), ("/data/d",))


def test_that_the_last_wave_and_files_beside_the_form_are_read() -> None:
    last = new_document()
    last.add("data").add("job", "baker")
    rows = ExternalList(({"name": "x", "label": "Ex", "rent": "70"}, {"name": "y", "label": "Why", "rent": "80"}))
    form = RunningForm(
        made("""
        | | type | name | label | calculation |
        | | text | job | Job | |
        | | calculate | before | | ${last-saved#job} |
        | | select_one_from_file flats.csv | flat | Flat | |
        | | calculate | rent | | pulldata('flats', 'rent', 'name', ${flat}) |
        """),
        environment(last, {"flats": rows}),
    )
    assert form.state("/data/before").value == "baker"
    assert [choice.label for choice in form.state("/data/flat").choices] == ["Ex", "Why"]
    form.set("/data/flat", "y")
    assert form.state("/data/rent").value == "80"


def test_that_once_keeps_its_first_value_and_meta_values_are_filled() -> None:
    form = run("""
    | | type | name | label | calculation |
    | | today | today | | |
    | | start | start | | |
    | | integer | a | A | |
    | | calculate | first | | once(string(${a})) |
    """)
    form.set("/data/a", "1")
    form.set("/data/a", "2")
    assert form.state("/data/first").value == "1"
    assert form.state("/data/today").value == "2026-03-01"
    assert form.state("/data/start").value == "2026-03-01T09:00:00.000+00:00"
    assert form.state("/data/meta/instanceID").value == "uuid:same"


def test_that_an_expression_that_fails_while_running_stops_nobody_and_is_told() -> None:
    form = run("""
    | | type | name | label | calculation |
    | | text | a | A | |
    | | text | b | B | pulldata('nowhere', 'x', 'y', ${a}) |
    """)
    form.set("/data/a", "z")
    state = form.state("/data/b")
    assert (state.value, state.valid) == ("", True)
    assert [one.level for one in state.warnings] == [Level.INFORM]


@pytest.mark.parametrize("path", ["/data/nothing", "/data", "/data/r[9]/t", "/data/r[x]/t", "", "/", "/data/r[1]"])
def test_that_a_place_that_takes_no_answer_refuses_it(path: str) -> None:
    form = run("""
    | | type | name | label |
    | | begin_repeat | r | R |
    | | text | t | T |
    | | end_repeat | | |
    """)
    before = form.answers()
    with pytest.raises(AnswerRefused):
        form.set(path, "x")
    for wrong in ("/data/r[1]/t", "/data", "/nowhere/r", ""):
        with pytest.raises(AnswerRefused):
            form.add_repeat(wrong)
    with pytest.raises(AnswerRefused):
        form.remove_repeat("/data/r[2]")
    assert form.answers() == before


def test_that_a_required_answer_that_may_only_be_read_is_never_missing() -> None:
    form = run("""
    | | type | name | label | required | read_only | calculation |
    | | text | open | Open | | | |
    | | text | held | Held | yes | ${open} != '' | |
    | | text | told | Told | yes | | substr(${open}, 1) |
    """)
    assert (form.state("/data/held").missing, form.state("/data/held").read_only) == (True, False)
    assert form.state("/data/told").missing is False
    form.set("/data/open", "x")
    assert (form.state("/data/held").missing, form.state("/data/held").read_only) == (False, True)


def test_that_the_forms_own_checks_wait_for_a_value_of_the_questions_kind() -> None:
    form = run(
        """
    | | type | name | label | bind::ojm:check_1 | bind::ojm:message_1 |
    | | integer | a | A | warn: . < 9 | Rather many. |
    """,
        '| settings |\n| | namespaces |\n| | ojm="https://ojm-desktop.example/ns" |',
    )
    form.set("/data/a", "abc")
    assert form.state("/data/a").warnings == ()
    form.set("/data/a", "10")
    assert [one.message for one in form.state("/data/a").warnings] == ["Rather many."]
