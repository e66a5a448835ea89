"""The live figure under the pointer and the keys: it previews with maths and tells each change once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.hot_spot import Note, Polarity
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.domain.scale import PRESETS
from ojm_desktop.domain.template import bristol
from ojm_desktop.journey.primitives import Hit
from ojm_desktop.service.edits import DescribeHotSpot
from ojm_desktop.service.queries.journeys import trajectories, trajectory
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.journey.panel import Panel
from ojm_desktop.ui.journey.surface import PX_PER_MM
from ojm_desktop.ui.journey.view import JourneyView
from tests.ui import people
from tests.ui.windows import dressed

HELD = date(2026, 5, 14)


@pytest.fixture
def session() -> Session:
    return people.empty_session()


@pytest.fixture
def person(session: Session) -> str:
    return people.example(session)


@pytest.fixture
def view(session: Session, person: str, qtbot: QtBot, qapp: QApplication) -> Iterator[JourneyView]:
    dressed(qapp)
    found = JourneyView(lambda _wave: HELD)
    qtbot.addWidget(found)
    found.resize(850, 500)
    found.show()
    found.show_journeys(person, (trajectory(session, person, "housing"),))
    with qtbot.waitActive(found):
        found.activateWindow()
    found.setFocus()
    return found


def shown(view: JourneyView) -> Panel:
    panel = view.panel
    assert panel is not None
    return panel


def hit(view: JourneyView, name: str) -> Hit:
    return next(each for each in shown(view).figure.hits if each.name == name)


def middle(view: JourneyView, name: str) -> QPointF:
    found = hit(view, name)
    return QPointF((found.x + found.width / 2) * PX_PER_MM, (found.y + found.height / 2) * PX_PER_MM)


def height_of(view: JourneyView, value: int) -> float:
    return shown(view).plot.y(value) * PX_PER_MM


def mouse(view: JourneyView, kind: QEvent.Type, at: QPointF) -> None:
    """One real event on the viewport; pyqtgraph looks at most every 10 ms."""
    QTest.qWait(12)
    pressed = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else pressed
    buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else pressed
    port = view.viewport()
    event = QMouseEvent(
        kind, at, QPointF(port.mapToGlobal(at.toPoint())), button, buttons, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(port, event)


def drag(view: JourneyView, start: QPointF, end: QPointF, *, release: bool = True) -> None:
    mouse(view, QEvent.Type.MouseButtonPress, start)
    for share in (0.25, 0.5, 0.75, 1.0):
        mouse(view, QEvent.Type.MouseMove, start + (end - start) * share)
    if release:
        mouse(view, QEvent.Type.MouseButtonRelease, end)


class Heard:
    """Everything a view told."""

    def __init__(self, view: JourneyView) -> None:
        self.points: list[tuple[RatingKey, int]] = []
        self.spots: list[tuple[str, date, date]] = []
        self.missing: list[RatingKey] = []
        self.opened: list[str] = []
        view.point_moved.connect(lambda key, value: self.points.append((key, value)))
        view.hot_spot_moved.connect(lambda item, first, last: self.spots.append((item, first, last)))
        view.missing_asked.connect(self.missing.append)
        view.opened.connect(self.opened.append)


def test_that_a_drag_snaps_to_the_step_and_is_told_once_on_release(view: JourneyView, person: str) -> None:
    heard = Heard(view)
    start = middle(view, "value:8")
    end = QPointF(start.x(), height_of(view, 3) + 4)
    drag(view, start, end, release=False)
    assert heard.points == []
    assert any(getattr(each, "text", "") == "+3" for each in shown(view).figure.primitives)
    mouse(view, QEvent.Type.MouseButtonRelease, end)
    assert heard.points == [(RatingKey(person, "housing", "8"), 3)]


def test_that_escape_puts_back_what_is_dragged(view: JourneyView) -> None:
    heard = Heard(view)
    kept = shown(view).figure
    start = middle(view, "value:8")
    drag(view, start, QPointF(start.x(), height_of(view, -4)), release=False)
    assert shown(view).figure.primitives != kept.primitives
    QTest.keyClick(view, Qt.Key.Key_Escape)
    mouse(view, QEvent.Type.MouseButtonRelease, start)
    assert heard.points == []
    assert not view.item.is_dragging


def test_that_a_press_without_a_move_only_chooses(view: JourneyView) -> None:
    heard = Heard(view)
    at = middle(view, "value:12")
    mouse(view, QEvent.Type.MouseButtonPress, at)
    mouse(view, QEvent.Type.MouseButtonRelease, at + QPointF(1, 2))
    assert heard.points == []
    assert view.chosen_name == "value:12"


def test_that_a_click_in_a_waves_column_rates(view: JourneyView, session: Session) -> None:
    new = people.added(session)
    view.show_journeys(new, (trajectory(session, new, "work"),))
    heard = Heard(view)
    at = QPointF(middle(view, "wave:4").x(), height_of(view, 2))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert heard.points == [(RatingKey(new, "work", "4"), 2)]


def test_that_a_strike_is_dragged_along_the_days(view: JourneyView, session: Session, person: str) -> None:
    heard = Heard(view)
    spot = session.study.store.hot_spots.of(person)[1]
    week = (shown(view).plot.x(1) - shown(view).plot.x(0)) * PX_PER_MM
    start = middle(view, f"hot_spot:{spot.id}")
    drag(view, start, start + QPointF(2 * week, 30))
    assert heard.spots == [(spot.id, spot.first_day + timedelta(days=14), spot.last_day + timedelta(days=14))]


def test_that_a_locked_figure_moves_nothing(view: JourneyView) -> None:
    heard = Heard(view)
    view.set_locked(True)
    start = middle(view, "value:8")
    drag(view, start, QPointF(start.x(), height_of(view, 5)))
    view.choose("housing", "value:8")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_3, Qt.Key.Key_Delete):
        QTest.keyClick(view, key)
    assert (heard.points, heard.spots, heard.missing) == ([], [], [])


def test_that_everything_a_mouse_does_a_key_does(view: JourneyView, person: str) -> None:
    heard = Heard(view)
    key = RatingKey(person, "housing", "8")
    view.choose("housing", "value:8")
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_4)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.keyClick(view, Qt.Key.Key_2)
    assert heard.points == [(key, 2), (key, 0), (key, 4), (key, -2)]
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert heard.missing == [key]
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert (view.chosen_name or "").startswith("hot_spot:")
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert heard.opened == [view.chosen_name]


def test_that_a_value_stays_on_the_scale(view: JourneyView) -> None:
    heard = Heard(view)
    view.choose("housing", "value:12")
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert [value for _key, value in heard.points] == [5, 5]
    QTest.keyClick(view, Qt.Key.Key_8)
    assert len(heard.points) == 2


def test_that_arrows_only_point_where_nobody_has_rated_and_enter_gives_what_is_pointed_at(
    view: JourneyView, session: Session
) -> None:
    new = people.added(session)
    view.show_journeys(new, (trajectory(session, new, "work"),))
    view.choose("work", "wave:4")
    heard, empty, said = Heard(view), shown(view).figure, view.accessibleName()
    for arrow, value in (
        (Qt.Key.Key_Up, "0"),
        (Qt.Key.Key_Up, "+1"),
        (Qt.Key.Key_Down, "0"),
        (Qt.Key.Key_Down, "\u22121"),
    ):
        QTest.keyClick(view, arrow)
        assert view.accessibleName() == f"{value}, not rated yet"
        assert {value, "not rated yet"} <= {getattr(each, "text", "").strip() for each in shown(view).figure.primitives}
    assert not [each for each in shown(view).figure.hits if each.kind == "value"], "no value is on the map"
    QTest.keyClick(view, Qt.Key.Key_Return)
    key = RatingKey(new, "work", "4")
    assert (heard.points, heard.opened) == ([(key, -1)], [])
    assert (shown(view).figure, view.accessibleName()) == (empty, said)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert heard.opened == ["wave:4"], "with nothing pointed at Enter opens as ever"
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_3)
    assert heard.points == [(key, -1), (key, 3)], "a digit gives itself"


@pytest.mark.parametrize("leave", ["escape", "right", "another pathway", "focus", "press", "lock"])
def test_that_what_is_pointed_at_is_gone_with_the_wave_and_was_never_told(
    leave: str, view: JourneyView, session: Session
) -> None:
    new = people.added(session)
    view.show_journeys(new, (trajectory(session, new, "work"),))
    view.choose("work", "wave:4")
    heard, said = Heard(view), view.accessibleName()
    QTest.keyClick(view, Qt.Key.Key_Up)
    view.resize(view.width() - 40, view.height())
    assert "not rated yet" in view.accessibleName(), "another size of the window is no leaving"
    leaving: dict[str, Callable[[], object]] = {
        "escape": lambda: QTest.keyClick(view, Qt.Key.Key_Escape),
        "right": lambda: QTest.keyClick(view, Qt.Key.Key_Right),
        "another pathway": lambda: QTest.keyClick(view, Qt.Key.Key_PageDown),
        "focus": view.clearFocus,
        "press": lambda: view.choose("work", ""),
        "lock": lambda: view.set_locked(True),
    }
    leaving[leave]()
    assert view.accessibleName() == said
    assert "not rated yet" not in {getattr(each, "text", "") for each in shown(view).figure.primitives}
    view.setFocus()
    view.set_locked(False)
    view.choose("work", "wave:4")
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert heard.points == []


def test_that_letters_and_control_keys_are_left_to_the_page(view: JourneyView) -> None:
    view.choose("housing", "value:8")
    heard = Heard(view)
    QTest.keyClick(view, Qt.Key.Key_H)
    QTest.keyClick(view, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert heard.points == []


def test_that_what_is_chosen_is_ringed_only_while_it_has_the_keyboard(view: JourneyView, qtbot: QtBot) -> None:
    view.choose("housing", "value:8")
    assert shown(view).chosen == "value:8"
    view.clearFocus()
    assert shown(view).chosen is None
    view.mark(True)
    assert shown(view).chosen == "value:8"


def test_that_a_drag_lays_out_only_the_pathway_that_moves(view: JourneyView, session: Session, person: str) -> None:
    view.show_journeys(person, trajectories(session, person))
    view.grab()
    panels = view.item.panels
    before = [panel.figure for panel in panels]
    assert len(panels) == 8
    moving = panels[1]
    view.choose("housing", "value:8")
    after_choosing = [panel.figure for panel in panels]
    moving.preview_value(RatingKey(person, "housing", "8"), 4, HELD)
    after = [panel.figure for panel in panels]
    assert after[1] is not after_choosing[1]
    assert [a is b for a, b in zip(after, before, strict=True)].count(True) == 7


def test_that_a_screen_reader_gets_the_generated_sentence(view: JourneyView, session: Session, person: str) -> None:
    assert view.accessibleName().startswith(
        "C1-01, Housing and Accommodation: week 4: \u22122, week 8: +1, week 12: +4"
    )
    view.show_journeys(person, trajectories(session, person))
    assert "eight pathways on the same axes" in view.accessibleName()


def test_that_a_new_value_is_previewed_at_the_day_of_the_interview(view: JourneyView, session: Session) -> None:
    new = people.added(session, start=HELD - timedelta(days=31))
    view.show_journeys(new, (trajectory(session, new, "work"),))
    panel = shown(view)
    panel.preview_value(RatingKey(new, "work", "4"), 3, HELD)
    (value,) = [each for each in panel.figure.hits if each.kind == "value"]
    assert value.x + value.width / 2 == pytest.approx(panel.plot.x(31 / 7))
    panel.end_preview()
    assert not [each for each in panel.figure.hits if each.kind == "value"]


def test_that_notes_that_do_not_fit_scroll(view: JourneyView, session: Session, person: str) -> None:
    spot, _, last = session.study.store.hot_spots.of(person)
    session.do(DescribeHotSpot(hot_spot=last.id, participant=person, note=Note("Flat offered.")))
    view.show_journeys(person, (trajectory(session, person, spot.pathway),))
    assert not shown(view).scroll_notes(1), "what is wholly seen has nowhere to go"
    session.do(DescribeHotSpot(hot_spot=spot.id, participant=person, note=Note("A long story", "", "and then " * 60)))
    view.show_journeys(person, (trajectory(session, person, spot.pathway),))
    panel = shown(view)
    before = panel.figure.primitives
    assert panel.scroll_notes(1)
    assert panel.figure.primitives != before
    assert panel.scroll_notes(-5)
    assert not panel.scroll_notes(-1)


def test_that_a_note_chooses_its_strike(view: JourneyView, session: Session, person: str) -> None:
    spot = session.study.store.hot_spots.of(person)[0]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*_ints(middle(view, f"note:{spot.id}"))))
    assert view.chosen_name == f"hot_spot:{spot.id}"


def _ints(at: QPointF) -> tuple[int, int]:
    return round(at.x()), round(at.y())


def test_that_all_pathways_side_by_side_share_their_weeks(view: JourneyView, session: Session, person: str) -> None:
    people.spot(session, person, people.START + timedelta(days=112), Polarity.POSITIVE)
    view.show_journeys(person, trajectories(session, person))
    assert {(panel.plot.first, panel.plot.last) for panel in view.item.panels} == {(0, 16)}


def test_that_a_refresh_with_nothing_new_drops_no_drag(view: JourneyView, session: Session, person: str) -> None:
    heard = Heard(view)
    start = middle(view, "value:8")
    end = QPointF(start.x(), height_of(view, 3))
    drag(view, start, end, release=False)
    view.show_journeys(person, (trajectory(session, person, "housing"),))
    mouse(view, QEvent.Type.MouseButtonRelease, end)
    assert heard.points == [(RatingKey(person, "housing", "8"), 3)]


def test_that_a_number_that_could_become_longer_is_given_when_something_else_is_chosen(qtbot: QtBot) -> None:
    ten = next(scale for scale in PRESETS if scale.maximum == 10)
    session = people.empty_session(replace(bristol("North bridge", is_practice=True), scale=ten))
    new = people.added(session)
    view = JourneyView(lambda _wave: HELD)
    qtbot.addWidget(view)
    view.show_journeys(new, (trajectory(session, new, "housing"),))
    heard = Heard(view)
    view.choose("housing", "wave:4")
    QTest.keyClick(view, Qt.Key.Key_1)
    assert heard.points == []
    view.choose("housing", "wave:8")
    assert heard.points == [(RatingKey(new, "housing", "4"), 1)]


def test_that_another_look_draws_the_figure_in_its_colours_at_once(view: JourneyView, qapp: QApplication) -> None:
    light = view.grab().toImage()
    theme.apply(qapp, theme.make(theme.Look.DARK))
    try:
        dark = view.grab().toImage()
    finally:
        dressed(qapp)
    plot = shown(view).plot.box
    at = QPoint(int((plot.left + 2) * PX_PER_MM), int((plot.top + 1) * PX_PER_MM))
    assert light.pixelColor(at).lightness() > 200 > 100 > dark.pixelColor(at).lightness()
