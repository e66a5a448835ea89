"""Answers that are files: from the disk, or drawn by hand; sound only where the agreement says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.answer import MOST_OCTETS
from ojm_desktop.ui.interview.card import QuestionCard
from ojm_desktop.ui.interview.fields import strokes
from ojm_desktop.ui.interview.fields.filed import DiskField, DrawnField
from ojm_desktop.ui.interview.media import Media
from tests.ui.interview.carded import Shown, trying


def chosen(path: Path | None) -> Callable[[str, str], Path | None]:
    """A file dialog that somebody answered."""
    return lambda _words, _kinds: path


def draw(field: DrawnField, *places: tuple[int, int]) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(field.pad, left, pos=QPoint(*places[0]))
    for place in places[1:]:
        QTest.mouseMove(field.pad, QPoint(*place))
    QTest.mouseRelease(field.pad, left, pos=QPoint(*places[-1]))


def test_that_a_chosen_file_is_told_with_its_octets_and_shown(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    shown = Shown(qtbot, qapp, "picture")
    field = shown.card.field
    assert isinstance(field, DiskField)
    place = tmp_path / "plan.png"
    place.write_bytes(strokes.as_png((((0, 0), (9_000, 4_000)),), 2))
    field.choose = chosen(None)
    field.button.click()
    assert shown.given == []
    field.choose = chosen(place)
    field.button.click()
    assert shown.asked.files[shown.path] == place.read_bytes()
    assert field.picture.isVisible()
    field.removed.click()
    assert shown.given == ["plan.png", ""]
    assert not field.picture.isVisible()


def test_that_a_file_too_large_or_gone_is_not_read_and_says_so(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    shown = Shown(qtbot, qapp, "file")
    field = shown.card.field
    assert isinstance(field, DiskField)
    large = tmp_path / "large"
    with large.open("wb") as sparse:
        sparse.truncate(MOST_OCTETS + 1)
    for place, said in ((large, "larger than"), (tmp_path / "gone", "could not be read")):
        field.choose = chosen(place)
        field.button.click()
        assert said in shown.heard()
    assert shown.given == []


def test_that_sound_is_taken_only_where_the_agreement_says_so(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "spoken")
    assert isinstance(shown.card.field, DiskField)
    assert shown.card.field.button.isEnabled()
    asked = trying()
    asked.allows_sound = False
    card = QuestionCard(asked, shown.path)
    qtbot.addWidget(card)
    assert isinstance(card.field, DiskField)
    assert not card.field.button.isEnabled()


def test_that_a_drawing_is_half_done_until_it_is_kept(qtbot: QtBot, qapp: QApplication) -> None:
    shown = Shown(qtbot, qapp, "signed")
    field = shown.card.field
    assert isinstance(field, DrawnField)
    assert not field.keep.isEnabled()
    draw(field, (20, 20), (200, 60), (300, 30))
    draw(field, (40, 90), (90, 40))
    half = shown.card.half_done()
    assert (shown.given, half.count(";")) == ([], 1)
    field.back.click()
    assert shown.card.half_done().count(";") == 0
    shown.card.take_up(half)
    assert strokes.as_text(field.pad.strokes) == half
    field.keep.click()
    assert (shown.given, shown.card.half_done()) == (["drawn.png"], "")
    assert shown.asked.files[shown.path].startswith(b"\x89PNG")
    assert field.picture.isVisible()
    assert not field.pad.isVisible()
    field.again.click()
    assert field.pad.isVisible()
    shown.card.commit()
    assert shown.given == ["drawn.png"]


def test_that_what_is_no_drawing_is_none() -> None:
    assert strokes.of_text("words") == ()
    assert strokes.of_text("") == ()
    drawn = (((1, 2), (3, 4)), ((5, 6),))
    assert strokes.of_text(strokes.as_text(drawn)) == drawn


def test_that_the_picture_of_a_question_is_shown_and_its_absence_is_said(qtbot: QtBot, qapp: QApplication) -> None:
    asked = trying()
    path = next(path for path in asked.running.questions() if path.endswith("/short"))
    card = QuestionCard(asked, path)
    qtbot.addWidget(card)
    card.show()
    media = card.findChildren(Media)[0]
    assert media.isVisible()
    assert "house.png did not come" in media._missing.text()
    asked.pictures = {"house.png": strokes.as_png((((0, 0), (9_000, 4_000)),), 2)}
    other = QuestionCard(asked, path)
    qtbot.addWidget(other)
    other.show()
    assert other.findChildren(Media)[0].picture.isVisible()
