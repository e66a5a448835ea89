"""Setting a study up: every change an edit, what is in use fixed with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.basis import LAWFUL, Basis
from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.contact import Leaving, Outcome, Way, Why
from ojm_desktop.domain.scale import Scale
from ojm_desktop.domain.template import bristol
from ojm_desktop.service import backups, forms
from ojm_desktop.service.edits import ChangeScale, IssueVoucher, RecordContact, RecordLeaving, SetBasis
from ojm_desktop.service.session import Session
from ojm_desktop.ui.study import StudyPage
from ojm_desktop.ui.study.basis_tab import MISSING, BasisTab
from ojm_desktop.ui.study.lists_tab import ListsTab
from ojm_desktop.ui.study.pathways_tab import PathwaysTab
from ojm_desktop.ui.study.scale_tab import FIXED, ScaleTab
from ojm_desktop.ui.study.taking_part_tab import TakingPartTab
from ojm_desktop.ui.study.vouchers_tab import VouchersTab
from ojm_desktop.ui.study.waves_tab import WavesTab
from tests.ui import made_up
from tests.ui.showing import shown


def replaced(qtbot: QtBot, editor: QLineEdit, text: str) -> None:
    """Type over what stands in a line and leave it with Enter."""
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def rated() -> Session:
    """A study in which somebody has rated."""
    session = made_up.session()
    person = made_up.add(session)
    made_up.sign(session, person)
    made_up.rate(session, person, "4", pathways=2)
    return session


def scale_tab(qtbot: QtBot, session: Session) -> tuple[StudyPage, ScaleTab]:
    page, _ = shown(qtbot, StudyPage, session, "scale")
    assert isinstance(page.tab, ScaleTab)
    return page, page.tab


def pathways_tab(qtbot: QtBot, session: Session) -> tuple[StudyPage, PathwaysTab]:
    page, _ = shown(qtbot, StudyPage, session, "pathways")
    assert isinstance(page.tab, PathwaysTab)
    return page, page.tab


def waves_tab(qtbot: QtBot, session: Session) -> tuple[StudyPage, WavesTab]:
    page, _ = shown(qtbot, StudyPage, session, "waves")
    assert isinstance(page.tab, WavesTab)
    return page, page.tab


def lists_tab(qtbot: QtBot, session: Session) -> tuple[StudyPage, ListsTab]:
    page, _ = shown(qtbot, StudyPage, session, "lists")
    assert isinstance(page.tab, ListsTab)
    return page, page.tab


def test_that_a_preset_changes_the_numbers_and_keeps_the_words(qtbot: QtBot) -> None:
    session = made_up.session()
    _, tab = scale_tab(qtbot, session)
    replaced(qtbot, tab.low, "worst ever")
    tab.presets[3].click()

    assert session.plan.scale == Scale(minimum=1, maximum=10, neutral=5, low="worst ever", version=3)
    assert (tab.lowest.text(), tab.highest.text(), tab.neutral.text()) == ("1", "10", "5")
    session.undo()
    session.undo()
    assert session.plan.scale == Scale()
    assert tab.presets[0].isChecked()
    assert tab.low.text() == Scale().low


def test_that_numbers_of_ones_own_are_used_and_wrong_ones_stay_to_be_mended(qtbot: QtBot) -> None:
    session = made_up.session()
    page, tab = scale_tab(qtbot, session)
    for entry, text in ((tab.lowest, "-4"), (tab.highest, "4"), (tab.neutral, "0"), (tab.by, "3")):
        replaced(qtbot, entry, text)
    tab.use.click()
    assert page.strip.sentence.startswith("A scale runs from a lower to a higher number")
    assert tab.by.text() == "3"
    assert session.plan.scale == Scale()

    replaced(qtbot, tab.by, "2")
    tab.use.click()
    assert session.plan.scale.values() == (-4, -2, 0, 2, 4)
    assert tab.picture.accessibleName().startswith("−4 to +4")


def test_that_the_scale_is_locked_with_its_reason_once_somebody_rated(qtbot: QtBot) -> None:
    session = rated()
    page, tab = scale_tab(qtbot, session)

    assert tab.locked.sentence == FIXED
    assert not any(widget.isEnabled() for widget in (*tab.presets, tab.lowest, tab.use, tab.low, tab.question))
    assert tab.suggested_from.isEnabled()
    assert not page.do(ChangeScale(scale=replace(session.plan.scale, maximum=4)))
    assert page.strip.sentence.startswith("The scale is fixed since the first rating")


def test_that_a_study_being_rated_elsewhere_locks_the_tab_that_is_shown(qtbot: QtBot) -> None:
    session = made_up.session()
    person = made_up.add(session)
    made_up.sign(session, person)
    _, tab = scale_tab(qtbot, session)
    assert tab.presets[1].isEnabled()
    made_up.rate(session, person, "4", pathways=1)
    assert not tab.presets[1].isEnabled()


def test_that_a_pathway_is_renamed_moved_and_undone(qtbot: QtBot) -> None:
    session = made_up.session()
    _, tab = pathways_tab(qtbot, session)
    tab.table.choose("housing")
    replaced(qtbot, tab.short_name, "Home")
    QTest.keyClick(tab.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)

    assert [pathway.key for pathway in session.plan.pathways][:2] == ["housing", "drugs"]
    assert session.plan.pathway("housing").short_name == "Home"
    assert tab.table.key == "housing"
    session.undo()
    session.undo()
    assert session.plan.pathways == bristol("x").pathways


def test_that_a_letter_used_twice_is_refused_and_the_old_one_shown_again(qtbot: QtBot) -> None:
    session = made_up.session()
    page, tab = pathways_tab(qtbot, session)
    tab.table.choose("housing")
    replaced(qtbot, tab.letter, "d")

    assert page.strip.sentence == "Two entries share one pathway letter. Nothing was changed."
    assert tab.letter.text() == "H"


def test_that_a_short_name_takes_at_most_fourteen_letters(qtbot: QtBot) -> None:
    session = made_up.session()
    _, tab = pathways_tab(qtbot, session)
    tab.table.choose("housing")
    replaced(qtbot, tab.short_name, "a much too long name")
    assert session.plan.pathway("housing").short_name == "a much too lon"


def test_that_a_pathway_is_added_with_a_free_letter_and_taken_out(qtbot: QtBot) -> None:
    session = made_up.session()
    _, tab = pathways_tab(qtbot, session)
    tab.add.click()
    added = session.plan.pathways[-1]
    assert (added.letter, len(session.plan.pathways)) == ("A", 9)
    assert tab.long_name.hasFocus()

    tab.remove.click()
    assert len(session.plan.pathways) == 8


def test_that_a_pathway_somebody_rated_cannot_be_taken_out(qtbot: QtBot) -> None:
    session = rated()
    _, tab = pathways_tab(qtbot, session)
    tab.table.choose(session.plan.pathways[0].key)
    assert not tab.remove.isEnabled()
    tab.table.choose(session.plan.pathways[5].key)
    assert tab.remove.isEnabled()


def test_that_waves_are_added_changed_and_keep_their_week_once_used(qtbot: QtBot) -> None:
    session = rated()
    _, tab = waves_tab(qtbot, session)
    assert not tab.rows[0].week.isEnabled()
    assert not tab.rows[0].remove.isEnabled()

    tab.add.click()
    assert session.plan.cohort("1").waves[-1].week == 16
    replaced(qtbot, tab.rows[3].week, "18")
    replaced(qtbot, tab.rows[3].before, "3")
    replaced(qtbot, tab.diary_weeks, "18")
    cohort = session.plan.cohort("1")
    assert (cohort.waves[-1].week, cohort.waves[-1].days_before, cohort.diary_weeks) == (18, 3, 18)

    tab.rows[3].remove.click()
    assert len(tab.rows) == 3


def test_that_looking_back_has_no_window_and_no_diary(qtbot: QtBot) -> None:
    _, tab = waves_tab(qtbot, made_up.session())
    tab.cohorts.set_value("2")
    tab.cohorts.chosen.emit("2")
    assert [row.title.text() for row in tab.rows] == ["Beginning", "End"]
    assert not tab.rows[0].before.isVisible()
    assert not tab.diary_weeks.isVisible()


@pytest.mark.parametrize("typed", ["  ", "BDP"])
def test_that_an_empty_or_double_entry_is_refused(qtbot: QtBot, typed: str) -> None:
    session = made_up.session()
    page, tab = lists_tab(qtbot, session)
    tab.lists.set_value("agencies")
    tab.lists.chosen.emit("agencies")
    replaced(qtbot, tab.new, typed)

    assert (
        page.strip.sentence == "In the agencies an entry is empty or stands twice. Nothing was changed; name each once."
    )
    assert session.plan.agencies == bristol("x").agencies


def test_that_an_entry_is_added_renamed_and_taken_out_with_the_keyboard(qtbot: QtBot) -> None:
    session = made_up.session()
    _, tab = lists_tab(qtbot, session)
    replaced(qtbot, tab.new, "Deferred sentence")
    assert session.plan.order_types[-1] == "Deferred sentence"
    assert tab.table.key == "Deferred sentence"
    assert tab.new.text() == ""

    replaced(qtbot, tab.entry, "Deferred")
    assert session.plan.order_types[-1] == "Deferred"
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    assert session.plan.order_types == bristol("x").order_types


def test_that_ctrl_tab_goes_through_all_parts(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, StudyPage, made_up.session())
    bound = page.bound_actions()[0]
    names = []
    for _ in page.tabs:
        names.append(page.tab.name)
        bound.act()
    assert names == [tab.name for tab in page.tabs]
    assert page.tab.name == "forms"


def test_that_the_arrow_keys_pass_over_the_names_of_groups(qtbot: QtBot) -> None:
    page, _ = shown(qtbot, StudyPage, made_up.session(), "lists")
    page.parts.list.setFocus()
    QTest.keyClick(page.parts.list, Qt.Key.Key_Down)
    assert page.tab.name == "basis"
    QTest.keyClick(page.parts.list, Qt.Key.Key_Up)
    assert (page.tab.name, page.parts.list.hasFocus()) == ("lists", True)


def test_that_keys_and_backups_of_a_study_on_disk_are_listed_and_checked(qtbot: QtBot, tmp_path: Path) -> None:
    session = made_up.on_disk(tmp_path / "north-bridge.ojm")
    assert session.place is not None
    made = backups.back_up(session.place, session.clock.now().utc)
    page, _ = shown(qtbot, StudyPage, session, "keys")
    table = page.tab.table  # type: ignore[attr-defined]
    said = [[cell.words for cell in row.cells] for row in table.rows.rows]
    assert said[0] == [
        "Researcher, you",
        "Passphrase",
        "Everything, the sealed side too",
        "14 May 2026",
        "",
    ]
    assert said[1][1] == "Printed recovery sheet"

    page.show_target("backup")
    table = page.tab.table  # type: ignore[attr-defined]

    def state() -> str:
        return str(table.rows.rows[0].cells[2].words)

    QTest.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state() == "Whole: every file was read again", timeout=10_000)

    with (made.path / "head").open("r+b") as head:
        head.write(b"\0")
    QTest.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state().startswith("Damaged: "), timeout=10_000)
    session.close()


def test_that_back_up_now_asks_the_frame(qtbot: QtBot, tmp_path: Path) -> None:
    session = made_up.on_disk(tmp_path / "north-bridge.ojm")
    page, _ = shown(qtbot, StudyPage, session, "backup")
    with qtbot.waitSignal(page.asked) as asked:
        page.tab.make.click()  # type: ignore[attr-defined]
    assert asked.args == ["backup"]
    session.close()


def test_that_tab_goes_through_the_waves_in_reading_order(qtbot: QtBot) -> None:
    _, tab = waves_tab(qtbot, made_up.session())
    for cohort in ("2", "1"):
        tab.cohorts.set_value(cohort)
        tab.cohorts.chosen.emit(cohort)
    tab.rows[0].title.setFocus()
    names = []
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert names[:4] == ["Wave 1: name", "Wave 1: week", "Wave 1: days before", "Wave 1: days after"]
    assert names[4:] == ["Take out wave 1", "Wave 2: name"]


def test_that_each_wave_names_its_questionnaire_and_leads_to_where_it_is_chosen(qtbot: QtBot) -> None:
    session = made_up.session()
    forms.take_in_shipped(session)
    page, tab = waves_tab(qtbot, session)
    said = [label.text() for label in tab.findChildren(QLabel) if "version" in label.text()]
    assert said == ["\n".join(f"Week {week}: Cohort 1, weeks 4, 8 and 12, version 1" for week in (4, 8, 12))]
    tab.forms.click()
    assert page.tab.name == "forms"


def test_that_who_was_reached_and_why_people_left_is_counted_by_cohort(qtbot: QtBot) -> None:
    session = made_up.session()
    first, second = made_up.add(session), made_up.add(session, "2")
    day = made_up.TODAY
    page, _ = shown(qtbot, StudyPage, session, "taking_part")
    tab = page.tab
    assert isinstance(tab, TakingPartTab)
    assert (tab.none_tried.isVisible(), tab.none_left.isVisible(), tab.left.isVisible()) == (True, True, False)
    session.do(RecordContact(participant=first, on=day, way=Way.IN_PERSON, outcome=Outcome.LATER))
    for who in (first, second):
        session.do(RecordLeaving(participant=who, leaving=Leaving(Why.MOVED, day)))
    page.refresh(Changes(sealed=frozenset({first})))
    rows = [[cell.words for cell in row.cells] for table in (tab.tried, tab.left) for row in table.rows.rows]
    assert rows == [["In person: Wants to think about it", "1"], ["Moved away", "1", "1"]]
    assert not tab.none_left.isVisible()


def test_that_vouchers_are_counted_over_everybody_and_nobody_is_named(qtbot: QtBot) -> None:
    session = made_up.session()
    person = made_up.add(session)
    day = made_up.TODAY
    session.do(IssueVoucher(participant=person, pence=2000, given_on=day, signed_on=day, occasion="4"))
    page, _ = shown(qtbot, StudyPage, session, "vouchers")
    assert isinstance(page.tab, VouchersTab)
    assert page.tab.given.text() == "1 voucher given to 1 person: £20"
    session.do(IssueVoucher(participant=person, pence=750, given_on=day))
    page.refresh(Changes(sealed=frozenset({person})))
    assert page.tab.given.text() == "2 vouchers given to 1 person: £27.50"
    assert page.tab.signed.text() == "1 signed for, £20; 1 not yet."
    assert not page.tab.waiting.isVisible()
    rows = [[cell.words for cell in row.cells] for row in page.tab.table.rows.rows]
    assert rows == [["Week 4", "1", "£20", "1, £20"], ["Something else, or not said", "1", "£7.50", "none yet"]]


def entered(session: Session) -> Basis | None:
    return session.plan.basis


def test_that_the_basis_is_entered_together_and_what_is_left_out_stays_to_be_mended(qtbot: QtBot) -> None:
    session = made_up.session(bristol("North bridge"))
    session.do(SetBasis(basis=None))
    page, _ = shown(qtbot, StudyPage, session, "basis")
    tab = page.tab
    assert isinstance(tab, BasisTab)
    assert tab.said.sentence == MISSING
    assert tab.lawful.currentText() == "", "nobody's lawful basis is chosen for them"
    tab.last_day.setText("31.12.2026")
    tab.enter.click()
    assert page.strip.sentence == "Not said yet: the lawful basis. Nothing was changed; fill it in."
    assert entered(session) is None

    tab.lawful.setCurrentIndex(0)
    tab.condition.setEditText("Research")
    for entry, words in ((tab.dpia, "DPIA 12"), (tab.contact, "room 4"), (tab.controller, "Made-up University")):
        replaced(qtbot, entry, words)
    tab.enter.click()
    basis = entered(session)
    assert basis is not None
    assert (basis.lawful_basis, basis.contact, basis.last_withdrawal_day) == (LAWFUL[0], "room 4", date(2026, 12, 31))
    page.show_target("agreement")
    assert any("Until 31 December 2026" in label.text() for label in page.tab.findChildren(QLabel))
