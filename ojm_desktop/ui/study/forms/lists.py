"""The two lists on top: the study’s questionnaires, and the versions of the chosen one, each with what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ojm_desktop.domain.clock import short_date
from ojm_desktop.domain.kept_form import FormState
from ojm_desktop.service.form_versions import Line, Version
from ojm_desktop.ui import theme
from ojm_desktop.ui.dates import day_month
from ojm_desktop.ui.widgets.buttons import Button, link
from ojm_desktop.ui.widgets.card import Card, row
from ojm_desktop.ui.widgets.cells import Cell
from ojm_desktop.ui.widgets.table import Column, Row, Table
from ojm_desktop.ui.widgets.text import Hairline, Label, Tone
from ojm_desktop.ui.widgets.wrapped import WrappedTable

MOST_ROWS: Final = 6
MOST_HEIGHT: Final = 220
"""Of the list of versions, in pixels at 100 %."""
STATES: Final[dict[FormState, tuple[str, str]]] = {
    FormState.DRAFT: ("note", "Draft"),
    FormState.PUBLISHED: ("check", "Published"),
    FormState.RETIRED: ("lock", "Retired"),
}


class FormsCard(Card):
    """The questionnaires of the study; ``went_to`` names the chosen one."""

    went_to = Signal(str)

    def __init__(self) -> None:
        super().__init__(margin=0, spacing=0)
        columns = (
            Column("Form"),
            Column("Version", 96, centred=True, gives_way=1),
            Column("State", 144),
            Column("Used in", 118, gives_way=2),
        )
        self.table = Table("Questionnaires of the study", columns)
        self.table.went_to.connect(self.went_to)
        self.add(self.table)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show the questionnaires there are."""
        self.table.show_rows([_line(one) for one in lines])
        look = theme.current()
        shown = min(max(len(lines), 1), MOST_ROWS)
        self.table.setFixedHeight(look.px(40) + 2 * look.border + look.height("row") * shown)


class VersionsCard(Card):
    """The versions of one questionnaire. ``asked(what, digest)`` says which link was pressed for the chosen one."""

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(margin=0, spacing=0)
        self._versions: tuple[Version, ...] = ()
        head = row(Label("Its versions", "label"), 1, Label("past visits keep theirs", "body", "muted"))
        look = theme.current()
        head.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        self.column.addLayout(head)
        self.add(Hairline(strong=True))
        columns = (
            Column("Version", 52),
            Column("Came in", 84, gives_way=1),
            Column("Beside the one before"),
            Column("State", 136),
        )
        self.table = WrappedTable("Versions", columns, most_height=MOST_HEIGHT)
        self.table.horizontalHeader().hide()
        self.table.went_to.connect(lambda _key: self._show_links())
        self.add(self.table)
        self.links: dict[str, Button] = {
            "preview": link("Walk through"),
            "publish": link("Publish…"),
            "retire": link("Retire"),
            "languages": link("Languages…"),
            "compare": link("Compare two versions…"),
            "save": link("Save as…"),
            "remove": link("Take out"),
        }
        for name, button in self.links.items():
            button.clicked.connect(lambda _checked, name=name: self.asked.emit(name, self.table.key))
        self._lay_out_links()

    @property
    def chosen(self) -> Version | None:
        """The chosen version."""
        return next((one for one in self._versions if one.facts.digest == self.table.key), None)

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show the versions of the questionnaire that is chosen in the other list."""
        self._versions = tuple(versions)
        self.table.show_rows([_version(one) for one in versions])
        self._show_links()

    def choose(self, digest: str) -> None:
        """Choose a version."""
        self.table.choose(digest)

    def _show_links(self) -> None:
        chosen = self.chosen
        state = chosen.facts.state if chosen else None
        shown = {
            "preview": chosen is not None,
            "publish": state in {FormState.DRAFT, FormState.RETIRED},
            "retire": state is FormState.PUBLISHED,
            "languages": chosen is not None and len(chosen.facts.languages) > 1,
            "compare": len(self._versions) > 1,
            "save": chosen is not None,
            "remove": chosen is not None and state is not FormState.PUBLISHED and not chosen.visits,
        }
        for name, button in self.links.items():
            button.setVisible(shown[name])
            if chosen is not None:
                button.setAccessibleName(f"{button.text()} (version {chosen.facts.version})")

    def _lay_out_links(self) -> None:
        look = theme.current()
        names = list(self.links)
        groups = (names[:4], names[4:]) if look.scale < 2 else (names[:2], names[2:4], names[4:5], names[5:])
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        column.setSpacing(0)
        for group in groups:
            column.addLayout(row(*(self.links[name] for name in group), 1, spacing=24))
        self.add(foot)


def _line(one: Line) -> Row:
    icon, word = STATES[one.facts.state]
    tip = f"{one.facts.title}, version {one.facts.version}, {word.lower()}, used in: {one.used_in}"
    used: Tone = "text" if one.used_in != "not yet" else "muted"
    return Row(
        one.facts.id,
        (
            Cell(one.facts.title, bold=True, tip=tip),
            Cell(one.facts.version, centred=True),
            Cell(word, icon),
            Cell(one.used_in, tone=used),
        ),
    )


def _version(one: Version) -> Row:
    icon, word = STATES[one.facts.state]
    is_out = one.facts.state is FormState.PUBLISHED
    shown = "In use" if is_out and one.is_asked else word
    told = one.told if one.is_asked or not is_out else f"{one.told}. No visit asks it yet"
    visits = f", {one.visits} visits" if one.visits else ""
    return Row(
        one.facts.digest,
        (
            Cell(one.facts.version or "–", bold=True, tip=f"Version {one.facts.version}{visits}"),
            Cell(short_date(one.came), tone="muted", tip=f"{day_month(one.came)} {one.came.year}"),
            Cell(told, tip=told),
            Cell(shown, icon),
        ),
    )
