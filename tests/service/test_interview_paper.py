"""An interview printed as it was asked: in the language of each answer, with its reasons, and recorded in the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from ojm_desktop.domain.agreement import Uses
from ojm_desktop.domain.answer import LONGEST_TYPED, NonAnswer
from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.form import Repeat
from ojm_desktop.domain.interview_paper import InterviewPaper, PaperQuestion
from ojm_desktop.domain.kept_form import FormFile
from ojm_desktop.domain.rating import Missing
from ojm_desktop.domain.visit import Mode
from ojm_desktop.journey.primitives import TextRun
from ojm_desktop.report import interview_pdf
from ojm_desktop.report.pictures import Raster
from ojm_desktop.service import interview_paper
from ojm_desktop.service.edits import LetOut, MissVisit
from ojm_desktop.service.interview_paper import LEFT_OUT, NOT_PRINTED, gather, print_interviews
from ojm_desktop.service.leaving import NoReason
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset
from ojm_desktop.vault.words import to_words
from tests import from_paper, studies
from tests.from_paper import HOUSING, PLACES, WELSH, WORDS
from tests.interviewing import asking, begin
from tests.report.paper import read_back
from tests.ui.interview import held

NO_QUOTES = Uses(interview=True, diary=True, quotes=False, audio=False, contact=True)


@pytest.fixture
def session() -> Iterator[Session]:
    """A study with one person who has signed."""
    found = studies.in_memory()
    studies.signed_person(found)
    yield found
    found.close()


def questions(paper: InterviewPaper) -> dict[str, PaperQuestion]:
    """By number."""
    return {one.number: one for section in paper.sections for one in section.questions if one.number}


def test_that_a_paper_says_question_answer_reason_giver_warning_and_note(session: Session) -> None:
    visit = from_paper.typed_in(session)
    paper = gather(session, visit.id, with_notes=True)
    assert [(section.number, section.heading) for section in paper.sections] == [
        ("1", "Where you live"),
        ("2", "Work"),
        ("3", "Family"),
    ]
    asked = questions(paper)
    assert (asked["1.1"].label, asked["1.1"].answer) == ("How is it where you live?", ("−3",))
    assert asked["1.1"].beside == (
        "Given by the participant, entered by the interviewer.",
        "The words of the scale: −5 Bad; +5 Good.",
    )
    assert asked["1.2"].answer == ("cold and damp, nobody came",)
    assert asked["1.3"].answer == ("My own flat; A friend's sofa",)
    assert asked["2.1"].answer == ("+5",)
    assert asked["2.1"].beside == (
        "Given by the interviewer.",
        "Warned: So good? Passed, because: first full week of shifts",
        "Quote: best week in years",
    )
    assert (asked["3.1"].answer, asked["3.1"].is_reason) == (("No answer: refused",), True)
    assert asked["3.1"].beside == ("Context: looked away",)
    assert "1.4" not in asked, "it did not apply"
    assert paper.left_out == 1
    assert not paper.without_quotes
    assert not paper.without_notes


def test_that_what_the_researcher_noted_is_printed_only_where_it_is_asked_for(session: Session) -> None:
    visit = from_paper.typed_in(session)
    paper = gather(session, visit.id)
    printed = " ".join(read_back(interview_pdf.octets(paper, Typeset())))
    assert paper.without_notes
    assert questions(paper)["3.1"].beside == ()
    assert questions(paper)["2.1"].beside[-1] == "Quote: best week in years"
    assert "looked away" not in printed
    assert "The researcher’s notes are left out." in printed


def test_that_the_own_note_of_a_questionnaire_is_left_out_too_and_a_ticked_box_says_yes() -> None:
    survey = (
        "| survey |\n| | type | name | label | bind::ojm:role |\n| | acknowledge | agreed | Shall we begin? | |\n"
        "| | text | own | Your own note | note |\n"
    )
    with closing(asking(survey)) as session:
        talk = begin(session)
        talk.answer("/data/agreed", "OK")
        talk.answer("/data/own", "kept looking at the door")
        without, with_notes = (gather(session, talk.visit.id, with_notes=notes) for notes in (False, True))
    assert questions(without)["1"].answer == questions(with_notes)["1"].answer == ("Yes",)
    assert questions(with_notes)["2"].answer == ("kept looking at the door",)
    assert (questions(without)["2"].answer, without.without_notes) == ((NOT_PRINTED,), True)
    assert "looking at the door" not in " ".join(read_back(interview_pdf.octets(without, Typeset())))


def test_that_the_page_itself_carries_the_rating_its_giver_and_its_reason(session: Session) -> None:
    paper = gather(session, from_paper.typed_in(session).id)
    printed = "\n".join(read_back(interview_pdf.octets(paper, Typeset()))).splitlines()
    for words in ("−3", "+5", "Given by the interviewer.", "No answer: refused"):
        assert words in printed
    assert not any(one.is_statement for one in questions(paper).values()), "a rating takes an answer"


def test_that_the_head_says_how_the_visit_was_held_and_how_far_its_check_is(session: Session) -> None:
    visit = from_paper.typed_in(session)
    facts = dict(gather(session, visit.id).facts)
    assert facts == {
        "Held": "31 March 2026, on paper, typed in afterwards",
        "Typed in": "14 May 2026",
        "State": "complete; ratings to be typed a second time",
        "Questionnaire": "Weeks on paper, version 7",
        "Language": "en",
    }
    other = from_paper.typed_in(session, Mode.BY_PHONE, studies.signed_person(session))
    spoken = dict(gather(session, other.id).facts)
    assert (spoken["Held"], spoken["State"]) == ("31 March 2026, by phone", "complete")
    assert "Typed in" not in spoken


def test_that_own_words_are_printed_only_with_a_yes_to_quotes(session: Session) -> None:
    visit = from_paper.typed_in(session)
    studies.sign(session, visit.participant, NO_QUOTES)
    paper = gather(session, visit.id, with_notes=True)
    printed = " ".join(read_back(interview_pdf.octets(paper, Typeset())))
    assert questions(paper)["1.2"].answer == (LEFT_OUT,)
    assert questions(paper)["2.1"].beside[-1] == f"Quote: {LEFT_OUT}"
    assert questions(paper)["3.1"].beside == ("Context: looked away",), "what a researcher noted is printed"
    assert "Own words are left out, as agreed." in printed
    assert "damp" not in printed
    assert "best week" not in printed


def test_that_a_question_is_printed_in_the_language_its_answer_was_given_in(session: Session) -> None:
    talk = from_paper.begin(session, Mode.IN_PERSON)
    talk.answer(HOUSING, "2")
    talk.set_language(WELSH)
    talk.answer(PLACES, "flat")
    asked = questions(gather(session, talk.visit.id))
    assert asked["1.1"].label == "How is it where you live?"
    assert (asked["1.3"].label, asked["1.3"].answer) == ("Ble gysgoch chi?", ("Fy fflat",))
    assert asked["2.1"].label == "Gwaith?", "not asked yet: in the language of the visit"
    assert asked["2.1"].answer == ()
    talk.answer(HOUSING, "1")
    (_giver, words) = questions(gather(session, talk.visit.id))["1.1"].beside
    assert words == "The words of the scale: −5 Drwg; +5 Da."


def test_that_the_words_of_the_scale_stand_once_and_again_where_it_is_another(session: Session) -> None:
    talk = held.begin(session, studies.signed_person(session), wave="4")
    talk.answer(held.RATING, "-2")
    talk.answer(held.FAMILY, "1")

    def told() -> list[str]:
        paper = gather(session, talk.visit.id)
        beside = (words for one in questions(paper).values() for words in one.beside)
        return [words for words in beside if words.startswith("The words of the scale: ")]

    (once,) = told()
    talk.set_language(next(language for language in talk.form.languages if language != talk.running.language))
    talk.answer(held.FAMILY, "3")
    first, other = told()
    assert first == once != other, "in the language of each"


def test_that_what_stands_after_a_repeat_is_under_its_own_part_again(session: Session) -> None:
    who = studies.signed_person(session)
    talk = held.begin(session, who, wave="4")
    talk.answer("/data/drugs/drugs_happened", "yes")
    repeat = next(node.path for node in talk.form.nodes() if isinstance(node, Repeat))
    title = next(path for path in talk.running.questions() if path.startswith(f"{repeat}["))
    talk.answer(title, "A room of my own")
    another = talk.add_repeat(repeat)
    talk.answer(title.replace("[1]", "[2]"), "Lost it again")
    assert another.endswith("[2]")
    parts = [(part.number, part.heading, part.is_below) for part in gather(session, talk.visit.id).sections]
    assert parts[1:5] == [
        ("2", "Drugs and Alcohol", False),
        ("2.4", "What happened, 1", True),
        ("2.4", "What happened, 2", True),
        ("2", "Drugs and Alcohol, continued", True),
    ]


@pytest.mark.parametrize("cohort", ["1", "2"])
def test_that_the_receipt_of_a_voucher_is_printed_by_its_own_name(cohort: str, tmp_path: Path) -> None:
    session = studies.in_memory()
    studies.signed_person(session, cohort=cohort)
    visit = from_paper.begin(session, wave="voucher").visit
    (file,) = print_interviews(session, [visit.id], tmp_path, reason="a look")
    assert file.name == f"C{cohort}-01-voucher-receipt.pdf"
    session.close()


def test_that_the_paper_bears_a_code_the_log_and_the_version_and_no_name(session: Session) -> None:
    visit = from_paper.typed_in(session)
    paper = gather(session, visit.id)
    (page,) = read_back(interview_pdf.octets(paper, Typeset()))
    flat = " ".join(page.split())
    assert "C1-01 · Week 4" in flat
    assert f"log {' '.join(to_words(session.head_hash))}" in flat
    assert "Weeks on paper, version 7" in flat
    assert "Left unanswered" not in flat


def test_that_a_text_as_long_as_a_book_is_told_and_not_printed(session: Session) -> None:
    talk = from_paper.begin(session)
    talk.answer(WORDS, "word " * (LONGEST_TYPED // 5 + 1))
    said = questions(gather(session, talk.visit.id))["1.2"].answer
    assert sum(map(len, said)) < 700
    assert said[-1] == "… the beginning of 100,005 characters kept in the study"


def test_that_a_paper_of_many_pages_keeps_clear_of_its_foot(session: Session) -> None:
    talk = from_paper.begin(session)
    talk.answer(WORDS, "what happened next\n" * 300)
    talk.decline(HOUSING, NonAnswer.DONT_KNOW)
    figures = interview_pdf.pages(gather(session, talk.visit.id), Typeset())
    assert len(figures) > 4
    for figure in figures:
        runs = [shape for shape in figure.primitives if isinstance(shape, TextRun)]
        rule = min(run.y for run in runs if run.text.startswith("One person"))
        words = [run.y for run in runs if run.text == "what happened next"]
        assert max(words, default=0.0) < rule - 4.4


def test_that_c7_an_interview_leaves_a_real_study_only_with_a_reason_that_is_logged(
    session: Session, tmp_path: Path
) -> None:
    visit = from_paper.typed_in(session)
    with pytest.raises(NoReason):
        print_interviews(session, [visit.id], tmp_path)
    (tmp_path / "C1-01-week-4.pdf").write_bytes(b"there already")
    (file,) = print_interviews(session, [visit.id], tmp_path, reason="for the file")
    assert file.name == "C1-01-week-4-2.pdf"
    assert (tmp_path / "C1-01-week-4.pdf").read_bytes() == b"there already"
    opened = read(session.study, session.study.store.log.newest(1)[0])
    assert opened is not None
    let_out = opened.entry.edit
    assert isinstance(let_out, LetOut)
    assert (let_out.kind, let_out.reason, let_out.files) == (
        interview_paper.KIND,
        "for the file",
        ((file.name, file.sha256),),
    )


def test_that_a_visit_nobody_came_to_has_no_paper(session: Session, tmp_path: Path) -> None:
    who = studies.person_of(session)
    session.do(MissVisit(participant=who, wave="8", missing=Missing.MISSED))
    (missed,) = session.study.store.visits.of(who)
    assert not interview_paper.was_held(missed)
    with pytest.raises(Refused, match="not begun"):
        gather(session, missed.id)
    with pytest.raises(Refused, match="No interview was held"):
        print_interviews(session, [], tmp_path, reason="a look")


def test_that_the_forms_pictures_of_a_question_and_of_what_was_chosen_are_printed(tmp_path: Path) -> None:
    survey = "| survey |\n| | type | name | label | media::image |\n| | select_one h | home | Home? | plan.png |\n"
    choices = (
        "| choices |\n| | list_name | name | label | media::image |\n| | h | a | A | a.png |\n| | h | b | B | b.png |"
    )
    files = tuple(FormFile(name, name.encode()) for name in ("plan.png", "a.png", "b.png"))
    wanted: list[set[str]] = []

    def decode(held: Mapping[str, bytes]) -> dict[str, Raster]:
        wanted.append(set(held))
        return {}

    with closing(asking(survey + choices, files)) as session:
        talk = begin(session)
        talk.answer("/data/home", "b")
        (question,) = gather(session, talk.visit.id).sections[0].questions
        assert (question.picture, question.chosen) == ("plan.png", ("b.png",))
        print_interviews(session, [talk.visit.id], tmp_path, reason="a look", decode=decode)
    assert wanted == [{"plan.png", "b.png"}]
