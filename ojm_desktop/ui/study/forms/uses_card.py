"""When each questionnaire is asked: a choice for every moment of the study, and what keeps a moment from beginning."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.kept_form import FormFacts, FormUse
from ojm_desktop.service import form_versions, forms
from ojm_desktop.service.edits import AssignForm
from ojm_desktop.service.form_moments import gives_ratings, is_receipt, moments
from ojm_desktop.service.session import Session
from ojm_desktop.ui import theme
from ojm_desktop.ui.study.entries import head
from ojm_desktop.ui.study.tab import Do
from ojm_desktop.ui.widgets.card import Card
from ojm_desktop.ui.widgets.field import ChoiceBox
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.widgets.text import Label, Tone

HEAD: Final = "When each is asked"


class MomentBox(ChoiceBox):
    """A choice that the wheel changes only while it has the focus, so that scrolling the page changes nothing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        # As wide as its place, not as its longest title; what has no room even there is whole in the tip.
        self.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class UsesCard(Card):
    """A box for each moment. A wave without a choice of its own uses its cohort's."""

    def __init__(self, session: Session, do: Do) -> None:
        super().__init__(margin=24, spacing=12)
        self._session = session
        self._do = do
        self.boxes: dict[str, MomentBox] = {}
        self.wrong: dict[str, Message] = {}
        self._grid: QWidget | None = None
        self.column.addLayout(head(HEAD, "A visit begins with the published version and keeps it to the end."))

    def first(self) -> QWidget:
        """The box of the first moment."""
        return next(iter(self.boxes.values()))

    def show_uses(self) -> None:
        """Show what the study says now; boxes are made again when its moments changed."""
        wanted = moments(self._session.plan)
        if list(wanted) != list(self.boxes):
            self._new_grid(wanted)
        known = [line.facts for line in form_versions.lines(self._session)]
        for use, box in self.boxes.items():
            blocked = box.blockSignals(True)
            box.clear()
            if not self._of_cohort(use):
                box.addItem("None", "")
            for facts in self._in_order(use, known):
                box.addItem(facts.title, facts.id)
                box.setItemData(box.count() - 1, facts.title, Qt.ItemDataRole.ToolTipRole)
            box.setCurrentIndex(max(0, box.findData(forms.form_used(self._session, use))))
            box.setToolTip(box.currentText())
            box.blockSignals(blocked)
            self.wrong[use].show_state(*_hindrance(self._session, use))

    def _new_grid(self, wanted: dict[str, str]) -> None:
        look = theme.current()
        if self._grid is not None:
            self.column.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(8))
        self.boxes, self.wrong = {}, {}
        for place, (use, words) in enumerate(wanted.items()):
            box, wrong = MomentBox(words), Message(keeps_line=False)
            box.activated.connect(lambda _index, use=use, box=box: self._put(use, box))
            self.boxes[use], self.wrong[use] = box, wrong
            if look.scale < 2:
                grid.addWidget(Label(words, "label"), place * 2, 0)
                grid.addWidget(box, place * 2, 1)
                grid.addWidget(wrong, place * 2 + 1, 1)
            else:
                for line, widget in enumerate((Label(words, "label"), box, wrong)):
                    grid.addWidget(widget, place * 3 + line, 0)
        if look.scale < 2:
            grid.setColumnStretch(1, 1)
        self.add(self._grid)

    def _put(self, use: str, box: MomentBox) -> None:
        chosen = str(box.currentData())
        if chosen != forms.form_used(self._session, use):
            self._do(AssignForm(use=FormUse(use, "" if chosen == self._of_cohort(use) else chosen)))

    def _in_order(self, use: str, known: list[FormFacts]) -> list[FormFacts]:
        """What rates a wave first, its cohort's before the others; at another moment as they are listed."""
        usual = self._of_cohort(use)
        return sorted(known, key=lambda facts: (not _is_fit(self._session, use, facts), facts.id != usual))

    def _of_cohort(self, use: str) -> str:
        """The questionnaire that a wave has by its cohort, where it has none of its own; empty for none."""
        cohort, _, wave = use.partition("/")
        return forms.form_used(self._session, cohort) if wave else ""


def _is_fit(session: Session, use: str, facts: FormFacts) -> bool:
    """Whether a questionnaire rates what is rated at a moment, or whether nothing is rated there."""
    try:
        return gives_ratings(session, use, facts.digest)
    except OjmError:
        return False


def _hindrance(session: Session, use: str) -> tuple[str, str, Tone]:
    """Why nothing can be begun at a moment; nothing where it can."""
    try:
        found = forms.form_of(session, use)
        if not gives_ratings(session, use, found.digest):
            said = f"“{found.title}” gives no rating of this visit, so the map would stay without one."
            return "warn", said, "warn"
        if is_receipt(session, use, found.id):
            asked_at = moments(session.plan)[use].lower()
            said = f"“{found.title}” is the receipt of a voucher and asks nothing of the {asked_at}."
            return "warn", said, "warn"
    except OjmError as error:
        return "warn", str(error).replace(" Nothing was changed;", ";").replace(" Nothing was changed.", ""), "warn"
    return "", "", "muted"
