"""Studies on this laptop: folder name and last opening, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from ojm_desktop.domain.clock import Instant, long_date, parse_utc
from ojm_desktop.ui import icons, theme
from ojm_desktop.ui.preferences import Recent
from ojm_desktop.ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex


def opened_words(recent: Recent, now: Instant) -> str:
    """When it was opened, as people say it: "Opened yesterday, 16:40", "Opened 2 April 2026"."""
    try:
        moment = parse_utc(recent.opened_utc)
    except ValueError:
        return "Not opened on this laptop yet"
    here, local_now = (_shifted(time, now.offset) for time in (moment, parse_utc(now.utc)))
    days = (local_now.date() - here.date()).days
    if days == 0:
        return f"Opened today, {here:%H:%M}"
    if days == 1:
        return f"Opened yesterday, {here:%H:%M}"
    return f"Opened {_day(here.date(), local_now.date())}"


def study_name(folder: Path) -> str:
    """What a study is called here: its folder's name without the ending."""
    return folder.stem if folder.suffix == ".ojm" else folder.name


class StudyList(QListWidget):
    """The studies; ``chosen(folder)`` when another one is marked."""

    chosen = Signal(object)

    def __init__(self, studies: Sequence[Recent], now: Instant) -> None:
        super().__init__()
        look = theme.current()
        self.setAccessibleName("Studies on this laptop")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_StudyDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(look.px(68) * min(max(len(studies), 1), 3))
        for study in studies:
            self._add(study, now)
        self.currentItemChanged.connect(self._tell)

    @property
    def folder(self) -> Path | None:
        """The marked study."""
        item = self.currentItem()
        folder = item.data(Qt.ItemDataRole.UserRole) if self.currentRow() >= 0 else None
        return folder if isinstance(folder, Path) else None

    def mark(self, folder: Path, now: Instant) -> None:
        """Mark a study without telling; one that is not on the list is put at its end."""
        self.blockSignals(True)
        rows = [row for row in range(self.count()) if self.item(row).data(Qt.ItemDataRole.UserRole) == folder]
        if not rows:
            self._add(Recent(folder, ""), now)
        self.setCurrentRow(rows[0] if rows else self.count() - 1)
        self.blockSignals(False)

    def _add(self, study: Recent, now: Instant) -> None:
        name, opened = study_name(study.folder), opened_words(study, now)
        item = QListWidgetItem()
        item.setText(name)
        item.setData(Qt.ItemDataRole.UserRole, study.folder)
        item.setData(Qt.ItemDataRole.UserRole + 1, opened)
        item.setToolTip(study.folder.name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {opened}")
        self.addItem(item)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class _StudyDelegate(QStyledItemDelegate):
    def __init__(self, studies: StudyList) -> None:
        super().__init__(studies)
        self._list = studies

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, theme.current().px(68))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        painter.save()
        chosen = index.row() == self._list.currentRow()
        rect = QRectF(option.rect).adjusted(0, 0, 0, -look.px(4))
        ink, quiet = look.colour("text"), look.colour("muted")
        icon_ink = quiet
        if chosen:
            paint.ground(painter, rect, look.colour("selection"), None, look.px(6))
            bar = QRectF(rect.left(), rect.top() + look.px(8), look.px(4), rect.height() - look.px(16))
            paint.ground(painter, bar, look.colour("accent"), None, look.px(2))
            ink = look.colour("on_selection")
            in_contrast = look.look is theme.Look.CONTRAST
            quiet, icon_ink = (ink, ink) if in_contrast else (quiet, look.colour("accent"))
        size = look.px(24)
        place = QRectF(rect.left() + look.px(16), rect.center().y() - size / 2, size, size)
        icons.paint(painter, "lock", place, icon_ink)
        words = rect.adjusted(look.px(52), look.px(8), -look.px(8), -look.px(8))
        upper, lower = QRectF(words), QRectF(words)
        upper.setBottom(words.center().y())
        lower.setTop(words.center().y())
        name = QFontMetricsF(look.font("label")).elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideMiddle, words.width()
        )
        paint.row(painter, upper, name, look.font("label"), ink)
        paint.row(painter, lower, index.data(Qt.ItemDataRole.UserRole + 1), look.font(), quiet)
        painter.restore()


def _shifted(moment: datetime, minutes: int) -> datetime:
    return moment + timedelta(minutes=minutes)


def _day(day: date, today: date) -> str:
    words = long_date(day)
    return words.rsplit(" ", 1)[0] if day.year == today.year else words
