"""The journey beside the questions: empty until the answer is given, in pixels and in words; then all of it, live."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import NonAnswer
from ojm_desktop.journey.primitives import Hit
from ojm_desktop.service.interview import Interview
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.interview.journey_side import NOTHING, JourneySide
from ojm_desktop.ui.journey.surface import PX_PER_MM
from tests.ui.interview import held as beginning
from tests.ui.interview import holding
from tests.ui.interview.holding import Held
from tests.ui.windows import dressed


@pytest.fixture
def talk(session: Session) -> Interview:
    return beginning.begin(session, beginning.person(session))


@pytest.fixture
def side(qtbot: QtBot, qapp: QApplication) -> JourneySide:
    dressed(qapp)
    found = JourneySide()
    qtbot.addWidget(found)
    found.resize(392, 540)
    found.show()
    return found


def pixels(side: JourneySide) -> QImage:
    QApplication.processEvents()
    image: QImage = side.figure.grab().toImage()
    return image


def has_curve(image: QImage) -> bool:
    """Whether the colour of the journey's line stands anywhere on the ground between the axes."""
    curve = theme.current().colour("curve").rgb()
    left, top, bottom = image.width() // 4, image.height() // 4, image.height() * 3 // 4
    rows = range(top, bottom)
    return any(image.pixel(x, y) == curve for x in range(left, image.width() - 8) for y in rows)


def said(widget: QWidget) -> str:
    """Everything that can be read or heard."""
    labels = [label.text() for label in widget.findChildren(QLabel)]
    every = [part.accessibleName() + part.accessibleDescription() + part.toolTip() for part in _all(widget)]
    return " ".join([*labels, *every])


def _all(widget: QWidget) -> list[QWidget]:
    return [widget, *widget.findChildren(QWidget)]


def press(side: JourneySide, at: QPoint, kind: QEvent.Type) -> None:
    view = side.figure.viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button, buttons = (left, left) if kind != QEvent.Type.MouseButtonRelease else (left, none)
    event = QMouseEvent(
        kind, QPointF(at), QPointF(view.mapToGlobal(at)), button, buttons, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view, event)


def click(side: JourneySide, hit: Hit, value: int) -> None:
    panel = side.figure.panel
    assert panel is not None
    x, y = (hit.x + hit.width / 2) * PX_PER_MM, panel.plot.y(value) * PX_PER_MM
    at = side.figure.mapFromScene(panel.rect.left() + x, panel.rect.top() + y)
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        press(side, at, kind)


def hits(side: JourneySide) -> dict[str, Hit]:
    panel = side.figure.panel
    assert panel is not None
    return {hit.name: hit for hit in panel.figure.hits}


def test_that_the_last_value_is_hidden_in_pixels_and_words_until_the_new_one_is_given(
    side: JourneySide, session: Session, talk: Interview
) -> None:
    nobody = beginning.begin(session, beginning.person(session, is_known=False))
    side.show_journey(nobody, "housing")
    empty = pixels(side)
    side.show_journey(talk, "housing")
    hidden = pixels(side)
    assert hidden == empty, "nothing on the axes tells that there was a week 4"
    assert not has_curve(hidden)
    for secret in ("\u22122", "sofa", "negative", "week 4", "hot spot:"):
        assert secret not in said(side).lower()
    assert "shown after the answer" in said(side)
    talk.answer(beginning.RATING, "1")
    side.show_journey(talk, "housing")
    assert has_curve(pixels(side))
    assert "week 4: \u22122, week 8: +1" in said(side)
    assert "hot spot:" in said(side)


def test_that_a_reason_for_no_answer_shows_what_was_said_before(side: JourneySide, talk: Interview) -> None:
    talk.decline(beginning.RATING, NonAnswer.REFUSED)
    side.show_journey(talk, "housing")
    assert "\u22122" in said(side)
    side.show_journey(talk, "family")
    assert not has_curve(pixels(side))


def test_that_an_answered_rating_that_is_opened_again_stays_visible(side: JourneySide, talk: Interview) -> None:
    talk.answer(beginning.RATING, "1")
    talk.goto(beginning.RATING)
    side.show_journey(talk, "housing")
    assert has_curve(pixels(side))


def test_that_the_graph_takes_the_answer_at_this_wave_and_nowhere_else(
    side: JourneySide, talk: Interview, session: Session
) -> None:
    found: list[tuple[str, int]] = []
    side.rated.connect(lambda path, value: found.append((path, value)))
    side.show_journey(talk, "housing")
    assert [name for name in hits(side) if name.startswith(("wave", "value"))] == ["wave:8"]
    before = session.sequence
    side.figure.choose("housing", "wave:8")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape):
        QTest.keyClick(side.figure, key)
    assert found == [], "where nobody has rated, arrows only point"
    click(side, hits(side)["wave:8"], 3)
    assert found == [(beginning.RATING, 3)]
    assert session.sequence == before, "the side writes nothing"
    talk.answer(beginning.RATING, "3")
    side.show_journey(talk, "housing")
    click(side, hits(side)["value:4"], -2)
    panel = side.figure.panel
    assert panel is not None
    hit = hits(side)["value:4"]
    at = side.figure.mapFromScene((hit.x + hit.width / 2) * PX_PER_MM, (hit.y + hit.height / 2) * PX_PER_MM)
    press(side, at, QEvent.Type.MouseButtonPress)
    press(side, at - QPoint(0, 60), QEvent.Type.MouseMove)
    press(side, at - QPoint(0, 60), QEvent.Type.MouseButtonRelease)
    side.figure.choose("housing", "value:4")
    side.figure.setFocus()
    QTest.keyClicks(side.figure, "5")
    assert found == [(beginning.RATING, 3)]
    side.figure.choose("housing", "value:8")
    QTest.keyClicks(side.figure, "5")
    assert found == [(beginning.RATING, 3), (beginning.RATING, 5)]


def test_that_buttons_ask_and_a_part_without_a_pathway_shows_nothing(side: JourneySide, talk: Interview) -> None:
    found: list[str] = []
    side.hot_spot_asked.connect(lambda: found.append("hot spot"))
    side.hand_over_asked.connect(lambda: found.append("hand over"))
    side.show_journey(talk, "housing")
    side.hot_spot.click()
    side.hand_over.click()
    assert found == ["hot spot", "hand over"]
    side.show_journey(talk, "")
    assert side.words.text() == NOTHING
    assert not side.figure.isVisible()
    assert not side.hot_spot.isEnabled()


def test_that_the_key_of_a_hot_spot_is_shown_only_where_it_is_no_letter_of_an_answer(held: Held) -> None:
    held.go(holding.WORDS)
    assert held.talk.room.side.hot_spot.key == ""
    assert held.talk.room.side.hot_spot.isEnabled(), "a press marks one as ever"
    held.go(holding.RATING)
    assert held.talk.room.side.hot_spot.key == "H"
