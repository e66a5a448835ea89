"""The choices of a question as a model: what is offered, what is chosen, the number that picks each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPixmap

from ojm_desktop.ui.interview.fields.pictures import Pictures, room_for

if TYPE_CHECKING:
    from ojm_desktop.forms.choosing import Offered

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
MOST_NUMBERED: Final = 99
"""More choices than this are found by typing their words, not by a number."""


@dataclass(frozen=True)
class ChoiceRow:
    """One choice as a delegate draws it. `number` is empty where digits pick nothing."""

    name: str
    words: str
    number: str
    is_chosen: bool
    picture: QPixmap | None = None


class ChoiceModel(QAbstractListModel):
    """Rows of a list, those that hold the words of a search alone where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self._offered: tuple[tuple[str, str], ...] = ()
        self._shown: list[int] = []
        self._chosen: tuple[str, ...] = ()
        self._search = ""
        self._pictures: Pictures = {}
        self.picture_room = QSize()
        """What every picture fits into: words begin at one line, whether their row has one or not."""

    # --- what is held

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names that are chosen, in the order of the list where they are offered."""
        return self._chosen

    def offer(self, choices: Sequence[Offered], gone: tuple[str, ...]) -> None:
        """The choices that apply now; `gone`: names that were chosen and do not apply any more, shown at the end."""
        offered = (*((one.name, one.label) for one in choices), *((name, name) for name in gone))
        if offered == self._offered:
            return
        self.beginResetModel()
        self._offered = offered
        self._shown = self._found()
        self.endResetModel()

    def illustrate(self, pictures: Pictures) -> None:
        """Show these beside the words."""
        if pictures != self._pictures:
            self.beginResetModel()
            self._pictures, self.picture_room = pictures, room_for(pictures)
            self.endResetModel()

    def choose(self, names: tuple[str, ...]) -> None:
        """Show what is chosen."""
        if names != self._chosen:
            self._chosen = names
            self.dataChanged.emit(self.index(0), self.index(max(0, len(self._shown) - 1)))

    def search(self, words: str) -> None:
        """Show only what holds these words; everything for none."""
        self.beginResetModel()
        self._search = " ".join(words.casefold().split())
        self._shown = self._found()
        self.endResetModel()

    def numbers(self) -> tuple[str, ...]:
        """What is typed to pick each row of the whole list; nothing while a search is on or the list is too long."""
        if self._search or len(self._offered) > MOST_NUMBERED:
            return ()
        return tuple(str(at) for at in range(1, len(self._offered) + 1))

    def name_at(self, row: int) -> str:
        """The name of a row that is shown."""
        return self._offered[self._shown[row]][0]

    def row_of(self, name: str) -> int | None:
        """Where a name is shown."""
        return next((row for row, at in enumerate(self._shown) if self._offered[at][0] == name), None)

    def ordered(self, names: Sequence[str]) -> tuple[str, ...]:
        """Names in the order of the list."""
        return tuple(name for name, _ in self._offered if name in set(names))

    def words_of(self, name: str) -> str:
        """The words of a choice; its name where it has none."""
        return next((words or one for one, words in self._offered if one == name), name)

    # --- as Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        at = self._shown[index.row()]
        name, words = self._offered[at]
        if role == ROW_ROLE:
            numbers = self.numbers()
            number = numbers[at] if numbers else ""
            return ChoiceRow(name, words or name, number, name in self._chosen, self._pictures.get(name))
        if role == Qt.ItemDataRole.DisplayRole:
            return words or name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{words or name}, {'chosen' if name in self._chosen else 'not chosen'}"
        return None

    def _found(self) -> list[int]:
        words = self._search.split()
        return [at for at, (_, label) in enumerate(self._offered) if all(word in label.casefold() for word in words)]
