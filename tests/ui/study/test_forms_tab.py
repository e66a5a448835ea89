"""The Forms tab by keyboard: importing with its report, comparing, publishing, which is asked when, walking through."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFontMetricsF, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.kept_form import FormState, FormUse
from ojm_desktop.domain.scale import Scale
from ojm_desktop.domain.template import bristol
from ojm_desktop.forms.importing import read_here
from ojm_desktop.forms.report import Gravity, Problem, Report
from ojm_desktop.service import form_versions, forms
from ojm_desktop.service.edits import AssignForm, ChangeScale
from ojm_desktop.service.session import Session
from ojm_desktop.ui import messages, theme
from ojm_desktop.ui.interview.trying_page import TryingPage
from ojm_desktop.ui.study import StudyPage
from ojm_desktop.ui.study.forms.reading import Read
from ojm_desktop.ui.study.forms_tab import LACKING, UNASKED, FormsTab
from tests.ui import made_up
from tests.ui.showing import Went, shown, words_of

FORM = "ojm_voucher"
HEAD = "| survey |\n| | type | name | label |\n"
SETTINGS = "| settings |\n| | form_title | form_id | version |\n| | Staff briefing | briefing | {} |\n"
GOOD = HEAD + "| | text | why | Why are we here? |\n" + SETTINGS.format(1)
BETTER = HEAD + "| | text | why | What brings us here? |\n| | integer | many | How many? |\n" + SETTINGS.format(2)
BAD = HEAD + "| | ratting | mood | How are you? |\n| | text | why | |\n"


def opened(qtbot: QtBot, session: Session) -> tuple[StudyPage, FormsTab, Went]:
    page, went = shown(qtbot, StudyPage, session, "forms")
    assert isinstance(page.tab, FormsTab)
    return page, page.tab, went


@pytest.fixture
def session() -> Session:
    """A practice study as it is when new."""
    found = made_up.session()
    forms.take_in_shipped(found)
    return found


def read(text: str, name: str = "briefing.xlsx") -> Read:
    """What comes of a workbook, read without a process of its own."""
    found = read_here(name, text.encode())
    return Read(found, found.report, ())


def chosen(path: Path | None) -> Callable[..., Path | None]:
    """A file dialog that somebody answered."""
    return lambda *_asked: path


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the focus is."""
    widget = QGuiApplication.focusObject()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)  # type: ignore[call-overload]  # what has the focus is a widget here


def test_that_the_questionnaires_of_a_study_are_listed_with_their_versions(qtbot: QtBot, session: Session) -> None:
    _, tab, _ = opened(qtbot, session)
    told = [[cell.words for cell in row.cells] for row in tab.forms.table.rows.rows]
    assert told[0] == ["Cohort 1, weeks 4, 8 and 12", "1", "Published", "not yet"]
    assert len(told) == 5
    press(Qt.Key.Key_Down)
    assert tab.forms.table.key == "ojm_cohort2"
    (version,) = tab.versions.table.rows.rows
    assert [cell.words for cell in version.cells] == ["1", "14 May", "The first one", "In use"]
    press(Qt.Key.Key_Return)
    assert tab.versions.table.hasFocus()


def test_that_a_file_is_read_beside_the_window_and_every_problem_is_said_at_once(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, tab, _ = opened(qtbot, session)
    file = tmp_path / "briefing.xlsx"
    file.write_text(BAD)
    before = session.sequence
    monkeypatch.setattr(messages, "choose_file", chosen(file))
    assert [one.name for one in page.bound_actions()][-1] == "import_form"
    page.bound_actions()[-1].act()
    qtbot.waitUntil(tab.report.isVisible, timeout=20_000)

    assert tab.report.headline.words.startswith("briefing.xlsx was not imported: 2 errors")
    assert "Nothing has changed." in tab.report.headline.words
    assert session.sequence == before
    assert tab.report.go.hasFocus()
    assert tab.report.go.text() == "Choose corrected file…"
    first = [cell.words for cell in tab.report.table.rows.rows[0].cells]
    assert first[:4] == ["Error", "survey", "2", "type"]
    tab.report.table.setFocus()
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Error\tsurvey\t2\ttype\tThere is no type")

    monkeypatch.setattr(messages, "choose_new_file", chosen(tmp_path / "list.txt"))
    tab.report.save.click()
    written = (tmp_path / "list.txt").read_text()
    assert written.count("\nError\t") == 2
    assert tab.said.sentence == f"list.txt was written to {tmp_path.name}."
    tab.report.save.click()
    assert "exists" in tab.said.sentence or "already" in tab.said.sentence


def test_that_reading_can_be_cancelled_and_says_so(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, tab, _ = opened(qtbot, session)
    (tmp_path / "a.md").write_text(GOOD)
    tab.import_file(tmp_path / "a.md")
    task = tab._own_tasks.current
    assert task is not None
    task.cancel()
    qtbot.waitUntil(lambda: bool(tab.said.sentence), timeout=20_000)
    assert tab.said.sentence == "Reading was cancelled. Nothing has changed."
    assert tab.import_form.isEnabled()
    tab.import_file(tmp_path / "gone.md")
    qtbot.waitUntil(lambda: "gone.md cannot be opened" in tab.said.sentence, timeout=20_000)


def test_that_hundreds_of_problems_are_grouped_by_sheet_with_the_first_open(qtbot: QtBot, session: Session) -> None:
    _, tab, _ = opened(qtbot, session)
    problems = [Problem(Gravity.ERROR, f"wrong {n}", "right", "survey", n, "type") for n in range(200)]
    problems += [Problem(Gravity.WARNING, f"odd {n}", "", "choices", n, "label") for n in range(50)]
    tab.report.show_refused(Report("all.xlsx", tuple(problems)), "")
    table = tab.report.table

    def keys() -> list[str]:
        return [row.key for row in table.rows.rows]

    assert len(keys()) == 20 + 3
    assert (keys()[0], keys()[21], keys()[22]) == ("sheet:survey", "more:survey", "sheet:choices")
    assert table.rows.rows[0].cells[1].words == "Sheet survey: 200 errors"
    table.setFocus()
    table.choose("more:survey")
    press(Qt.Key.Key_Return)
    assert len(keys()) == 200 + 2
    table.choose("sheet:survey")
    press(Qt.Key.Key_Space)
    assert keys() == ["sheet:survey", "sheet:choices"]
    table.choose("sheet:choices")
    press(Qt.Key.Key_Space)
    assert len(keys()) == 2 + 20 + 1 or len(keys()) == 2 + 50


def test_that_what_is_wrong_with_an_expression_is_read_whole(qtbot: QtBot, session: Session) -> None:
    page, tab, _ = opened(qtbot, session)
    page.resize(1166, 700)
    rows = "| | text | a | A | {} |\n"
    found = read(
        "| survey |\n| | type | name | label | relevant |\n"
        + rows.format("concat('a', ${a}, format-date(today(), '%Y')")
        + SETTINGS.format(1)
    )
    tab.take_read(found)
    table = tab.report.table
    number, problem = max(enumerate(found.report.problems), key=lambda one: len(one[1].what))
    font, room = QFontMetricsF(theme.current().font("body")), table.columnWidth(4) - theme.current().px(24)
    needed = math.ceil(font.horizontalAdvance(problem.what) / room)
    assert needed > 2
    assert table.rowHeight(number) // theme.current().px(24) >= needed


def test_that_a_file_of_another_kind_is_called_what_it_is(qtbot: QtBot, session: Session) -> None:
    _, tab, _ = opened(qtbot, session)
    tab.take_read(read("%PDF-1.7", "letter.xlsx"))
    assert tab.report.headline.words.startswith("letter.xlsx was not imported. This is a PDF")
    assert tab.report.go.text() == "Choose another file…"
    assert not tab.report.table.isVisible()


def test_that_a_form_is_imported_compared_published_and_taken_back_by_keys(qtbot: QtBot, session: Session) -> None:
    page, tab, went = opened(qtbot, session)
    tab.take_read(read(GOOD))
    assert tab.report.headline.words == "Staff briefing, version 1, is a draft. Walk through it, then publish."
    assert tab.forms.table.key == "briefing"
    press(Qt.Key.Key_Space)  # Walk through has the focus
    assert went.to[-1] == ("form_preview", tab.versions.table.key)
    first = tab.first()
    assert first is tab.report.go, "after that, publishing it"
    first.setFocus()
    press(Qt.Key.Key_Space)
    assert tab.publish.isVisible()
    assert "No visit asks it yet." in words_of(tab.publish)
    press(Qt.Key.Key_Space)
    assert forms.published(session, "briefing") is not None
    assert tab.forms.table.hasFocus()
    assert not tab.report.isVisible()
    assert tab.said.sentence == UNASKED.format("Staff briefing")
    row = [cell.words for cell in tab.versions.table.rows.rows[0].cells]
    assert row[2:] == ["The first one. No visit asks it yet", "Published"]
    tab.said.acted.emit()
    assert tab.uses.boxes["intake"].hasFocus()
    session.do(AssignForm(use=FormUse("1/8", "briefing")))
    page.refresh(None)
    assert tab.said.sentence == ""
    assert tab.versions.table.rows.rows[0].cells[3].words == "In use"

    assert isinstance(session.clock, made_up.StandingClock)
    session.clock.go_on(days=1)
    tab.take_read(read(BETTER))
    newest = form_versions.versions(session, "briefing")[0].facts
    assert tab.report.headline.words == ("Staff briefing, version 2, is a draft. Compare with version 1, then publish.")
    press(Qt.Key.Key_Space)
    assert tab.compare.isVisible()
    assert tab.compare.table.hasFocus()
    told = [[cell.words for cell in row.cells] for row in tab.compare.table.rows.rows]
    assert told == [
        ["Major", "Words", "why", "Why are we here?", "What brings us here?"],
        ["Major", "Added", "many", "–", "How many?"],
    ]
    press(Qt.Key.Key_Escape)
    assert not tab.compare.isVisible()
    tab.ask_publish(newest.digest)
    press(Qt.Key.Key_Space)
    states = [one.facts.state for one in form_versions.versions(session, "briefing")]
    assert states == [FormState.PUBLISHED, FormState.RETIRED]
    session.undo()
    states = [one.facts.state for one in form_versions.versions(session, "briefing")]
    assert states == [FormState.DRAFT, FormState.PUBLISHED]
    tab.take_read(read(BETTER, "again.xlsx"))
    assert "in the study already, as version 2 of Staff briefing" in tab.report.headline.words


def test_that_the_same_version_with_other_words_is_not_taken_in(qtbot: QtBot, session: Session) -> None:
    _, tab, _ = opened(qtbot, session)
    tab.take_read(read(GOOD))
    before = session.sequence
    tab.take_read(read(GOOD.replace("Why are", "Why ever are")))
    assert session.sequence == before
    assert [cell.words for cell in tab.report.table.rows.rows[0].cells][:4] == ["Error", "settings", "2", "version"]


def test_that_a_form_that_does_not_fit_the_study_cannot_be_published(qtbot: QtBot, session: Session) -> None:
    _, tab, _ = opened(qtbot, session)
    session.do(ChangeScale(scale=Scale(minimum=1, maximum=5, neutral=3)))
    assert tab.uses.wrong["1/8"].words.startswith("Cohort 1, weeks 4, 8 and 12 does not fit this study any more.")
    digest = form_versions.versions(session, "ojm_cohort1")[0].facts.digest
    tab.versions.choose(digest)
    tab.versions.links["retire"].click()
    tab.ask_publish(digest)
    assert not tab.publish.go.isEnabled()
    session.do(ChangeScale(scale=bristol("").scale))
    assert tab.publish.go.isEnabled(), "it fits again, while it is looked at"


def test_that_other_words_under_the_scale_are_told_on_the_tab_and_before_publishing(
    qtbot: QtBot, session: Session
) -> None:
    page, tab, _ = opened(qtbot, session)
    assert not tab.said.isVisible()
    session.do(ChangeScale(scale=dataclasses.replace(session.plan.scale, low="terrible")))
    page.refresh(None)
    assert "other words under the scale than the study’s" in tab.said.sentence
    digest = form_versions.versions(session, "ojm_cohort1")[0].facts.digest
    tab.versions.choose(digest)
    tab.versions.links["retire"].click()
    tab.ask_publish(digest)
    told = words_of(tab.publish)
    assert "under \u22125 “As bad as it could be”, in the study “terrible”" in told
    assert tab.publish.go.isEnabled(), "it is told, and stops nobody"
    session.undo()
    session.undo()
    tab.close_view()
    assert tab.said.sentence == ""


def test_that_a_language_is_ticked_in_a_real_study_and_then_asked_in(qtbot: QtBot) -> None:
    session = made_up.session(bristol("north-bridge"))
    forms.take_in_shipped(session)
    _, tab, _ = opened(qtbot, session)
    digest = form_versions.versions(session, "ojm_cohort1")[0].facts.digest
    assert len(forms.languages(session, digest)) == 1
    tab.versions.links["languages"].click()
    assert tab.publish.isVisible()
    press(Qt.Key.Key_Space)
    assert len(forms.languages(session, digest)) == 2
    assert tab.publish.isVisible(), "the tick counts at once, and one stays"
    press(Qt.Key.Key_Escape)
    assert not tab.publish.isVisible()
    session.undo()
    assert len(forms.languages(session, digest)) == 1


def test_that_each_moment_says_which_form_is_asked_and_can_have_another(qtbot: QtBot, session: Session) -> None:
    _, tab, _ = opened(qtbot, session)
    boxes = tab.uses.boxes
    assert {use: box.currentData() for use, box in boxes.items()} == {
        "intake": "ojm_intake",
        "1/4": "ojm_cohort1",
        "1/8": "ojm_cohort1",
        "1/12": "ojm_cohort1",
        "2/retrospective": "ojm_cohort2",
        "diary": "ojm_diary",
        "voucher": "ojm_voucher",
    }
    boxes["1/8"].setFocus()
    press(Qt.Key.Key_Down)
    assert [forms.form_used(session, f"1/{wave}") for wave in "84"] == ["ojm_cohort2", "ojm_cohort1"]
    assert "gives no rating of this visit" in tab.uses.wrong["1/8"].words
    assert (boxes["1/8"].findData(""), boxes["intake"].findData("")) == (-1, 0)  # a wave has that of its cohort
    press(Qt.Key.Key_Up)
    assert "1/8" not in session.study.store.forms.uses()
    session.undo()
    session.undo()
    assert boxes["1/8"].currentData() == "ojm_cohort1"


def test_that_a_version_is_written_as_workbook_xform_and_blank_paper(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, tab, _ = opened(qtbot, session)
    tab.forms.table.choose(FORM)
    for name in ("a.xlsx", "a.xml", "a.pdf"):
        monkeypatch.setattr(messages, "choose_new_file", chosen(tmp_path / name))
        (tab.print_blank if name == "a.pdf" else tab.versions.links["save"]).click()
        assert name in tab.said.sentence
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    assert (tmp_path / "a.xml").read_bytes() == forms.xml_of(session, tab.versions.table.key)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_that_a_workbook_is_dropped_with_its_list(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, tab, _ = opened(qtbot, session)
    asked = "| | select_one_from_file towns.csv | town | Which town? |\n| | select_one_from_file x.csv | x | X? |\n"
    (tmp_path / "towns.md").write_text(HEAD + asked + SETTINGS.format(1))
    (tmp_path / "towns.csv").write_text("name,label\nn1,Upper\n")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("towns.csv", "towns.md")])
    none = Qt.KeyboardModifier.NoModifier
    tab.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none))
    qtbot.waitUntil(tab.report.isVisible, timeout=20_000)
    kept = session.study.store.forms.get(tab.versions.table.key)
    assert kept is not None
    assert [file.name for file in kept.files] == ["towns.csv"]
    warned = [row.cells[4].words for row in tab.report.table.rows.rows if row.cells[0].words == "Warning"]
    assert "“x.csv”, which the form asks for, is not in the folder of the workbook." in warned
    page, _ = shown(qtbot, TryingPage, session, tab.versions.table.key, (1366, 768))
    assert page.trying is not None
    assert page.trying.form_file("towns.csv") == b"name,label\nn1,Upper\n"


def test_that_an_older_study_takes_in_what_comes_with_the_program(qtbot: QtBot) -> None:
    session = made_up.session()
    _, tab, _ = opened(qtbot, session)
    assert tab.said.sentence == LACKING
    tab.said.acted.emit()
    qtbot.waitUntil(lambda: not forms.lacks_shipped(session), timeout=20_000)
    assert tab.said.sentence == ""
    assert len(tab.forms.table.rows.rows) == 5


def test_that_a_form_is_walked_through_by_keys_and_nothing_of_it_is_recorded(qtbot: QtBot, session: Session) -> None:
    _, tab, went = opened(qtbot, session)
    tab.versions.table.setFocus()
    press(Qt.Key.Key_Return)
    assert went.to == [("form_preview", tab.versions.table.key)]
    before = session.sequence
    page, gone = shown(qtbot, TryingPage, session, tab.versions.table.key, (1366, 768))
    assert page.trying is not None
    questions = page.trying.running.questions()
    rating = next(path for path in questions if path.endswith("drugs_rating"))
    while page.here != rating:
        page.next()
    press(Qt.Key.Key_3)
    assert page.trying.answers[rating].value == "3"
    press(Qt.Key.Key_Return)
    assert page.here != rating
    page.back()
    assert page.here == rating
    page.top.language.chosen.emit("Cymraeg, drafft (cy)")
    assert "Gan feddwl" in page.trying.state(rating).label
    press(Qt.Key.Key_Escape)
    assert gone.to == [("study", "forms")]
    assert session.sequence == before
    assert session.study.store.visits.all() == []
