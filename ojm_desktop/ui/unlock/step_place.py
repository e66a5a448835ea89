"""Step 1 of creating a study: its name, what it starts with, and the folder it goes into."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ojm_desktop.domain import template
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.store.folder import StudyFolder, folder_name
from ojm_desktop.ui import messages, theme
from ojm_desktop.ui.widgets.buttons import RadioButton, quiet
from ojm_desktop.ui.widgets.field import Field
from ojm_desktop.ui.widgets.text import ElidedLabel, Label


class PlaceStep(QWidget):
    """Name, template, folder. ``entered`` on Enter in the name."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self._parent_folder = Path.home() / "OJM studies"
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.name.setPlaceholderText("impact-2")
        self._name_field = Field(
            "Name of the study",
            self.name,
            "Its folder is named after it, for anybody to see: never a person’s name",
        )
        self._bristol = RadioButton("Bristol journey mapping: eight pathways, two cohorts, weeks 4, 8 and 12")
        self._empty = RadioButton("Empty: set pathways and waves up yourself")
        group = QButtonGroup(self)
        group.addButton(self._bristol)
        group.addButton(self._empty)
        self._bristol.setChecked(True)
        self._where = ElidedLabel("", tone="muted", middle=True)
        choose = quiet("Choose…")
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(Label("Folder", "label"))
        row.addWidget(self._where, 1)
        row.addWidget(choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addWidget(self._name_field)
        column.addSpacing(look.px(8))
        column.addWidget(Label("Starts with", "label"))
        column.addWidget(self._bristol)
        column.addWidget(self._empty)
        column.addSpacing(look.px(8))
        column.addLayout(row)
        column.addStretch(1)
        self.name.textEdited.connect(lambda _text: self._edited())
        self.name.returnPressed.connect(self.entered)
        self._edited()

    def first_focus(self) -> QWidget:
        """The name."""
        return self.name

    def folder(self) -> Path:
        """Where the study will be."""
        return self._parent_folder / (folder_name(self.name.text()) or "study.ojm")

    def plan(self) -> StudyPlan:
        """The plan the study starts with."""
        make = template.bristol if self._bristol.isChecked() else template.empty
        return make(self.name.text().strip())

    def check(self) -> bool:
        """Whether all of it will do; what will not is said under the name."""
        if not folder_name(self.name.text()):
            self._name_field.set_wrong("Type a name that can also be a folder’s name.")
            return False
        folder = self.folder()
        if folder.exists():
            self._name_field.set_wrong(f"There is already something at {folder.name}. Choose another name or folder.")
            return False
        try:
            StudyFolder(folder).check_place()
        except OjmError as error:
            self._name_field.set_wrong(str(error))
            return False
        return True

    def _edited(self) -> None:
        self._name_field.clear_wrong()
        self._where.set_words(str(self.folder()))

    def _choose(self) -> None:
        chosen = messages.choose_folder(self, "A folder to put the study into", Path.home())
        if chosen is not None:
            self._parent_folder = chosen
            self._edited()
