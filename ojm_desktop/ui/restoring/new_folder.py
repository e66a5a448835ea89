"""The new folder that something is put into: its name, and where it lies; never one that is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service.studies import SUFFIX
from ojm_desktop.store.folder import StudyFolder, folder_name
from ojm_desktop.ui import messages, theme
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.card import row
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.text import ElidedLabel, Label


class NewFolder(QWidget):
    """A name and Choose…; ``entered`` on Enter in the name."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._parent = Path.home()
        self._is_own = False
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.name.setAccessibleName("Into the new folder")
        self._message = Message(keeps_line=False)
        self._where = ElidedLabel("", tone="muted", middle=True)
        self.choose = quiet("Elsewhere…")
        self.choose.clicked.connect(self._choose)
        label = Label("Into the new folder", "label")
        label.setBuddy(self.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addWidget(label)
        line = row(self.name, self.choose)
        line.setStretch(0, 1)
        column.addLayout(line)
        column.addWidget(self._where)
        column.addWidget(self._message)
        self.setFocusProxy(self.name)
        self.name.textEdited.connect(self._typed)
        self.name.returnPressed.connect(self.entered)

    @property
    def path(self) -> Path:
        """The folder as it would be."""
        return self._parent / (folder_name(self.name.text().removesuffix(SUFFIX)) or f"study{SUFFIX}")

    def propose(self, path: Path) -> None:
        """A name that is free; what somebody typed or chose stays."""
        if not self._is_own:
            self._parent = path.parent
            self.name.setText(path.stem)
            self._show()

    def check(self) -> bool:
        """Whether it will do; what will not is said under the name."""
        if not folder_name(self.name.text()):
            return self._wrong("Type a name that can also be a folder’s name.")
        if self.path.exists():
            return self._wrong(f"There is already something at {self.path.name}. Choose another name or folder.")
        try:
            StudyFolder(self.path).check_place()
        except OjmError as error:
            return self._wrong(str(error))
        return True

    def _wrong(self, sentence: str) -> bool:
        self._message.show_state("blocked", sentence, "blocked")
        self.name.setFocus()
        return False

    def _typed(self) -> None:
        self._is_own = True
        self._message.show_state("", "")
        self._show()

    def _choose(self) -> None:
        chosen = messages.choose_folder(self, "A folder to put the study into", self._parent)
        if chosen is not None:
            self._is_own, self._parent = True, chosen
            self._message.show_state("", "")
            self._show()

    def _show(self) -> None:
        self._where.set_words(str(self.path))
