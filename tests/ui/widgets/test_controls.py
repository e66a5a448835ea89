"""The controls: what they say to a screen reader, how keys work them, where the ring is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionComboBox, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ojm_desktop.ui import theme
from ojm_desktop.ui.theme import Look
from ojm_desktop.ui.widgets import strip
from ojm_desktop.ui.widgets.buttons import Button, CheckBox, IconButton, Kind, RadioButton, primary, quiet
from ojm_desktop.ui.widgets.card import Scroll
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.empty import EmptyPage, Step
from ojm_desktop.ui.widgets.field import ChoiceBox, Field
from ojm_desktop.ui.widgets.focus_ring import FocusRing
from ojm_desktop.ui.widgets.segments import Segment, Segments
from ojm_desktop.ui.widgets.sparkline import Spark, SparkPoint
from ojm_desktop.ui.widgets.state import State
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import ElidedLabel, Label
from tests.ui.windows import dressed


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    dressed(qapp)


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)

    def keep(_closing: QWidget) -> None:
        window.hide()  # what is named here lives until the test ends

    qtbot.addWidget(window, before_close_func=keep)
    window.resize(900, 400)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def test_that_enter_and_space_press_a_button(qtbot: QtBot) -> None:
    button = quiet("Open", icon="study", key="Ctrl+O")
    shown(qtbot, button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert len(pressed) == 2


def test_that_every_control_tells_its_name(qtbot: QtBot) -> None:
    field = Field("Code", QLineEdit())
    controls: Sequence[tuple[QWidget, str]] = (
        (primary("Sign & file"), "Sign & file"),
        (IconButton("undo", "Undo", "Ctrl+Z"), "Undo"),
        (CheckBox("Quotes"), "Quotes"),
        (RadioButton("Yes"), "Yes"),
        (State("check", "Done"), "Done"),
        (field.editor, "Code"),
        (Segments("View", [Segment("g", "Graph")]), "View"),
    )
    assert [control.accessibleName() for control, _ in controls] == [name for _, name in controls]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("look", list(Look))
def test_that_a_button_looks_different_when_it_cannot_be_pressed(
    qtbot: QtBot, qapp: QApplication, kind: Kind, look: Look
) -> None:
    dressed(qapp, look)
    button = Button("Seal", kind, icon="lock")
    shown(qtbot, button)
    before = button.grab().toImage()
    button.setEnabled(False)
    if look is Look.CONTRAST and kind is Kind.BARE:
        return  # words alone, white on black in both: what cannot be pressed is not offered as words alone
    assert button.grab().toImage() != before


@pytest.mark.parametrize("is_on", [False, True])
@pytest.mark.parametrize("kind", [CheckBox, RadioButton])
def test_that_a_choice_out_of_use_looks_different_where_no_grey_can_say_so(
    qtbot: QtBot, qapp: QApplication, kind: type[CheckBox | RadioButton], is_on: bool
) -> None:
    dressed(qapp, Look.CONTRAST)
    choice = kind("Quotes")
    choice.setChecked(is_on)
    shown(qtbot, choice)
    before = choice.grab().toImage()
    choice.setEnabled(False)
    assert choice.grab().toImage() != before


def test_that_a_change_of_theme_repaints_what_is_shown(qtbot: QtBot, qapp: QApplication) -> None:
    button = primary("Sign")
    shown(qtbot, button)

    def ground() -> QColor:
        return button.grab().toImage().pixelColor(6, 20)

    assert ground() == theme.make(Look.LIGHT).colour("accent")
    theme.apply(qapp, theme.make(Look.DARK))
    assert ground() == theme.make(Look.DARK).colour("accent")


def test_that_arrows_move_within_segments_and_tell_the_choice(qtbot: QtBot) -> None:
    segments = Segments("View", [Segment("graph", "Graph"), Segment("table", "Table")])
    window = shown(qtbot, segments)
    told: list[str] = []
    segments.chosen.connect(told.append)
    first = segments._buttons["graph"]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert (segments.value, told) == ("table", ["table"])
    segments.set_value("graph")
    assert told == ["table"]
    assert window.focusWidget() is not None


def test_that_the_ring_goes_round_the_control_with_the_focus_and_moves_nothing(qtbot: QtBot) -> None:
    first, second = quiet("One"), quiet("Two")
    window = shown(qtbot, first, second)
    places = [first.geometry(), second.geometry()]
    for button in (first, second):
        button.setFocus()
        ring = window.findChild(FocusRing)
        assert ring is not None
        wanted = button.geometry().adjusted(-5, -5, 5, 5)
        qtbot.waitUntil(partial(_is_at, ring, wanted))
        assert ring.isVisible()
    assert [first.geometry(), second.geometry()] == places


def test_that_the_ring_comes_with_a_control_that_is_scrolled_into_sight(qtbot: QtBot) -> None:
    last = quiet("Last")
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.addSpacing(2000)
    column.addWidget(last)
    page = Scroll(inside)
    page.setFixedHeight(200)
    window = shown(qtbot, page)
    last.setFocus()
    ring = window.findChild(FocusRing)
    assert ring is not None
    assert page.verticalScrollBar().value() > 0
    assert ring.isVisible()


def _is_at(ring: QWidget, wanted: QRect) -> bool:
    return ring.geometry() == wanted


def test_that_a_wrong_field_says_why_to_the_eye_and_the_reader(qtbot: QtBot) -> None:
    field = Field("Interview day", QLineEdit(), "Day, month, year")
    shown(qtbot, field)
    height = field.editor.height()
    field.set_wrong("April has 30 days.")
    assert field.message.words == "April has 30 days."
    assert field.editor.accessibleDescription() == "April has 30 days."
    assert field.editor.height() == height
    field.clear_wrong()
    assert field.message.words == "Day, month, year"


def test_that_words_are_never_read_as_markup(qtbot: QtBot) -> None:
    label = Label("<b>5 < 6</b> & <unclear>")
    shown(qtbot, label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    plain = Label("x" * len(label.text()))
    assert label.sizeHint().width() > plain.fontMetrics().averageCharWidth() * 10


def test_that_a_long_name_is_cut_in_the_middle_and_whole_in_the_tooltip(qtbot: QtBot) -> None:
    name = "a study with a very long name " * 8 + "2026"
    label = ElidedLabel(name, middle=True)
    shown(qtbot, label)
    assert label.text().endswith("2026")
    assert label.text() != name
    assert label.toolTip() == name


def test_that_a_choice_without_room_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    box = ChoiceBox()
    box.addItem("Staying with friends or family")
    shown(qtbot, box)
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert option.currentText == "Staying with friends or family"
    box.setFixedWidth(160)
    box.initStyleOption(option)
    assert option.currentText.endswith("…")
    assert box.currentText() == "Staying with friends or family", "a screen reader hears all of it"


def test_that_the_ring_of_a_tab_is_as_wide_on_both_sides(qtbot: QtBot) -> None:
    bar = QTabBar()
    for name in ("Journey", "Comments", "Log"):
        bar.addTab(name)
    window = shown(qtbot, bar)
    ring = FocusRing(window)
    ring.follow(bar)
    bar.setCurrentIndex(1)
    traced, tab = ring._traced(), bar.tabRect(1)
    gap = theme.current().px(8)  # the space before the next tab belongs to the tab
    left = tab.left() + 5 - traced.left()
    assert traced.right() - (tab.right() + 5 - gap) == left == 5


def test_that_a_strip_is_silent_until_it_says_something(qtbot: QtBot) -> None:
    said = strip.Strip()
    shown(qtbot, said)
    assert not said.isVisible()
    acted: list[bool] = []
    said.acted.connect(lambda: acted.append(True))
    said.say("C1-03, Housing, week 8 is now +3.", action="Undo", key="Ctrl+Z")
    assert said.isVisible()
    button = said.findChild(Button)
    assert button is not None
    button.click()
    assert acted == [True]
    said.clear()
    assert not said.isVisible()


def test_that_a_sparkline_is_told_in_words() -> None:
    spark = Spark((SparkPoint(0, -2), SparkPoint(0.5, None, "R"), SparkPoint(1, 0)))
    assert spark.sentence() == "\u22122, R, 0"


def test_that_enter_opens_a_row_and_control_enter_presses_its_button(qtbot: QtBot) -> None:
    table = Table("People", [Column("Code", 100), Column("State"), Column("", 120)])
    table.show_rows([Row(code, (Cell(code), Cell("Due"), Cell(button="Start"))) for code in ("C1-01", "C1-02")])
    shown(qtbot, table)
    opened: list[str] = []
    pressed: list[str] = []
    table.opened.connect(opened.append)
    table.pressed.connect(pressed.append)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (opened, pressed) == (["C1-02"], ["C1-02"])
    index = table.rows.index(0, 2)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    assert pressed == ["C1-02", "C1-01"]


def test_that_a_refreshed_table_keeps_the_chosen_row(qtbot: QtBot) -> None:
    table = Table("People", [Column("Code")])
    shown(qtbot, table)
    table.show_rows([Row(code, (Cell(code),)) for code in ("a", "b", "c")])
    assert table.choose("b")
    table.show_rows([Row(code, (Cell(code),)) for code in ("z", "a", "b")])
    assert table.key == "b"
    table.show_rows([Row("z", (Cell("z"),))])
    assert table.key == "z"
    assert not table.choose("b")


def test_that_an_empty_page_offers_its_next_step(qtbot: QtBot) -> None:
    went: list[bool] = []
    steps = (
        Step("Forms", "There.", done=True),
        Step("Add one", "A code.", "Add", lambda: went.append(True), next=True),
    )
    page = EmptyPage("Nobody yet", "Each person gets a code.", steps)
    shown(qtbot, page)
    assert page.first is not None
    page.first.click()
    assert went == [True]


def test_that_columns_give_way_in_turn_and_come_back(qtbot: QtBot) -> None:
    table = Table(
        "Log", (Column("Number", 110, gives_way=1), Column("Day", 190), Column("At", 120, gives_way=2), Column("What"))
    )
    shown(qtbot, table)
    hidden = []
    for width in (700, 550, 420, 700):
        table.setFixedWidth(width)
        qtbot.wait(1)
        hidden.append([number for number in range(4) if table.isColumnHidden(number)])
        assert table.horizontalScrollBar().maximum() == 0
    assert hidden == [[], [0], [0, 2], []]


@pytest.mark.parametrize("kind", [CheckBox, RadioButton])
def test_that_a_choice_without_room_goes_on_in_the_next_line(kind: type[CheckBox | RadioButton], qtbot: QtBot) -> None:
    choice = kind("Community Order with Supervision, Drug Rehabilitation and a Specified Activity")
    shown(qtbot, choice)
    whole = choice.sizeHint()
    assert choice.minimumSizeHint().width() < whole.width()
    assert choice.heightForWidth(whole.width()) == whole.height()
    assert choice.heightForWidth(choice.minimumSizeHint().width()) > whole.height()
