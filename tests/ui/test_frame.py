"""The frame: places, actions, saved mark, finder, lock."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ojm_desktop.domain import template
from ojm_desktop.service.edits import LetOut
from ojm_desktop.service.session import Session
from ojm_desktop.ui import places
from ojm_desktop.ui.actions import ACTIONS, MENUS, Bound, bind
from ojm_desktop.ui.finder import Found, ranked
from ojm_desktop.ui.frame import Frame
from ojm_desktop.ui.half_done import HalfDone
from ojm_desktop.ui.main_window import MainWindow
from ojm_desktop.ui.page import Page
from ojm_desktop.ui.widgets.buttons import Button
from ojm_desktop.ui.widgets.text import ElidedLabel
from tests import studies
from tests.ui.windows import window_of


@pytest.fixture
def session() -> Session:
    return studies.in_memory()


@pytest.fixture
def window(session: Session, qtbot: QtBot, qapp: QApplication) -> MainWindow:
    return window_of(session, qtbot, qapp)


def frame_of(window: MainWindow) -> Frame:
    assert window.frame is not None
    return window.frame


def test_that_the_title_never_says_more_than_the_programs_name(window: MainWindow, session: Session) -> None:
    for name in ("cohort", "reports"):
        frame_of(window).navigate(name)
        assert window.windowTitle() == "OJM Desktop"


def test_that_no_two_actions_share_a_key_or_a_name() -> None:
    keys = [QKeySequence(key).toString() for action in ACTIONS for key in (action.key, action.also) if key]
    assert len(set(keys)) == len(keys)
    assert all(keys)
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)
    assert {action.menu for action in ACTIONS} == set(MENUS)


def test_that_the_places_have_the_keys_control_1_to_5() -> None:
    found = {action.key: action.name for action in ACTIONS if action.name.startswith("go_")}
    assert found == {f"Ctrl+{number}": f"go_{place.name}" for number, place in enumerate(places.RAIL, start=1)}


def test_that_every_action_is_in_the_menus_with_its_key(window: MainWindow) -> None:
    shown = frame_of(window).bar.actions_by_name
    for action in ACTIONS:
        assert action.key in [key.toString() for key in shown[action.name].shortcuts()] or not action.key


def test_that_a_key_goes_to_its_place_and_marks_it_on_the_rail(window: MainWindow, qtbot: QtBot) -> None:
    frame = frame_of(window)
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert frame.name == "reports"
    assert frame.rail.currentRow() == 3


def test_that_an_action_nobody_bound_is_grey_and_does_nothing(window: MainWindow) -> None:
    frame = frame_of(window)
    assert not frame.bar.actions_by_name["hand_over"].isEnabled()
    frame.act("hand_over")


def test_that_an_edit_shows_as_saved_and_can_be_undone_from_the_strip(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    frame = frame_of(window)
    with qtbot.waitSignal(frame.status.saved.saved_painted, timeout=2000) as painted:
        studies.add_person(session)
    assert painted.args == [session.sequence]
    assert frame.status.saved.accessibleName() == "Saved 14:02:11"
    assert frame.bar.actions_by_name["undo"].isEnabled()
    frame.status.undo_asked.emit()
    assert session.study.store.people.all() == []
    assert frame.bar.actions_by_name["redo"].isEnabled()


def test_that_r1_the_saved_mark_is_never_painted_before_the_head_was_written(
    window: MainWindow, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    write = session.study.store.write_head

    def written(sequence: int, digest: str) -> None:
        write(sequence, digest)
        QApplication.processEvents()
        order.append(f"head {sequence}")

    monkeypatch.setattr(session.study.store, "write_head", written)
    frame_of(window).status.saved.saved_painted.connect(lambda number: order.append(f"painted {number}"))
    studies.add_person(session)
    qtbot.waitUntil(lambda: len(order) == 2, timeout=2000)
    assert order == [f"head {session.sequence}", f"painted {session.sequence}"]


def test_that_a_refusal_of_an_action_is_said_in_the_page(window: MainWindow, session: Session) -> None:
    frame = frame_of(window)
    studies.signed_person(session)
    frame.act("undo")
    assert "cannot be undone" in frame.notice.sentence


def test_that_the_finder_finds_people_pages_and_actions(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    studies.add_person(session)
    frame = frame_of(window)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window.findChild(QLineEdit)
    assert field is not None
    qtbot.waitUntil(field.hasFocus)
    for typed, first in (
        ("c1", "C1-01"), ("rep", "Reports"), ("lock", "Lock"), ("disclosure", "Disclosures of C1-01"),
    ):  # fmt: skip
        field.setText(typed)
        finder = field.parentWidget()
        assert finder is not None
        found = frame._finder.list.item(0).text() if frame._finder is not None else ""
        assert found.startswith(first), typed
    field.setText("nobody")
    assert frame._finder is not None
    assert (frame._finder.none.text(), frame._finder.none.isVisible()) == ("Nothing found for “nobody”.", True)


def test_that_enter_in_the_finder_goes_there_and_escape_goes_nowhere(window: MainWindow, qtbot: QtBot) -> None:
    frame = frame_of(window)
    for key, name in ((Qt.Key.Key_Escape, "cohort"), (Qt.Key.Key_Return, "reports")):
        frame.act("find")
        field = window.findChild(QLineEdit)
        assert field is not None
        QTest.keyClicks(field, "Reports")
        QTest.keyClick(field, key)
        assert frame.name == name
        assert not field.isVisible()


def test_that_what_begins_with_the_letters_stands_before_what_holds_them() -> None:
    entries = [Found(words, "page", lambda: None) for words in ("Lock", "Clock in", "Lo fi", "Other")]
    assert [found.words for found in ranked(entries, "lo")] == ["Lock", "Lo fi", "Clock in"]


class HandedOver(Page):
    title = "Handed over"
    whole_window = True
    holds_keys = True

    def bound_actions(self) -> tuple[Bound, ...]:
        return (bind("print", lambda: None),)


def test_that_a_page_in_the_participants_hands_leaves_no_key_and_no_way_out(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "load", lambda _name: HandedOver)
    frame = frame_of(window)
    frame.navigate("participant_view")
    assert not frame.bar.isVisible()
    assert not any(action.isEnabled() for action in frame.bar.actions_by_name.values())
    for key in (Qt.Key.Key_K, Qt.Key.Key_L, Qt.Key.Key_1):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert not window.close()
    assert frame.name == "participant_view"
    monkeypatch.undo()
    frame.navigate("cohort")
    assert frame.bar.isVisible()


class Drafting(Page):
    title = "Drafting"

    def half_done(self) -> tuple[HalfDone, ...]:
        return (HalfDone("here", "half a sentence", 4),)


def test_that_l2_locking_keeps_drafts_then_closes_the_study_then_asks_for_a_new_process(
    qtbot: QtBot, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("studies") / "a.ojm"
    session = studies.on_disk(folder)
    window = window_of(session, qtbot, qapp)
    monkeypatch.setattr(places, "load", lambda _name: Drafting)
    frame_of(window).navigate("today")
    with qtbot.waitSignal(window.locked):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.frame is None
    again = studies.reopened(folder)
    draft = again.draft("here")
    again.close()
    assert draft is not None
    assert (draft.text, draft.cursor) == ("half a sentence", 4)
    assert any((folder / "backups").iterdir())


def test_that_a_larger_text_size_builds_the_page_anew_at_the_same_place(window: MainWindow) -> None:
    frame = frame_of(window)
    frame.navigate("reports")
    frame.act("size_150")
    assert frame_of(window) is not frame
    assert frame_of(window).name == "reports"
    frame_of(window).act("size_100")


def test_that_a_damaged_study_can_be_locked_and_nothing_else(window: MainWindow) -> None:
    frame = frame_of(window)
    frame._keeper.damaged.emit("study.db: event 7 is missing from the log")
    enabled = {name for name, action in frame.bar.actions_by_name.items() if action.isEnabled()}
    assert {"lock", "quit"} <= enabled
    assert not enabled & {"undo", "find", "go_today", "backup", "add_participant"}


def test_that_a_damaged_study_says_neither_that_all_is_saved_nor_that_anything_can_be_taken_back(
    window: MainWindow, session: Session
) -> None:
    frame = frame_of(window)
    studies.add_person(session)
    assert frame.status.saved.isVisible()
    assert offered(frame)
    frame._keeper.damaged.emit("study.db: event 7 is missing from the log")
    assert not frame.status.saved.isVisible()
    assert not offered(frame)


def offered(frame: Frame) -> bool:
    """Whether the strip offers Undo."""
    return any(button.isVisible() and button.accessibleName() == "Undo" for button in frame.status.findChildren(Button))


def test_that_after_a_record_the_strip_offers_no_undo_because_it_would_take_back_what_came_before(
    window: MainWindow, session: Session
) -> None:
    frame = frame_of(window)
    studies.add_person(session)
    assert offered(frame)
    session.do(LetOut(kind="individual maps", reason="supervision", where="prints", files=(("C1-01.pdf", "0" * 64),)))
    assert "document was written" in frame.session.last_sentence
    assert not offered(frame)
    assert frame.bar.actions_by_name["undo"].isEnabled(), "the menu still takes back the last change"


@pytest.mark.parametrize(("folder", "shown"), [("River-Road.ojm", ["River Road"]), ("b.ojm", ["River Road", "b.ojm"])])
def test_that_an_open_study_goes_by_its_name_and_by_its_folder_where_that_is_called_otherwise(
    folder: str, shown: list[str], tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    session = studies.on_disk(tmp_path / folder, plan=template.bristol("River Road"))
    window = window_of(session, qtbot, qapp)
    labels = [label.accessibleName() for label in window.findChildren(ElidedLabel)]
    assert [words for words in labels if words in ("River Road", folder)] == shown
