"""The pictures of choices: read once a card, small enough to stand beside the words, never instead of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from ojm_desktop.ui import theme

if TYPE_CHECKING:
    from ojm_desktop.forms.choosing import Offered

Pictures = Mapping[str, QPixmap]
"""By the name of the choice; a choice without one, or whose file did not come along, has its words alone."""
LARGEST: Final = (144, 88)
"""The most a picture of a choice is shown at, in pixels at 100 %."""
GAP: Final = 12


class ChoicePictures:
    """Pictures by the files they come from; a file that is no picture is none."""

    def __init__(self) -> None:
        self._by_file: dict[str, QPixmap | None] = {}

    def of(self, choices: Sequence[Offered], octets_of: Callable[[str], bytes | None]) -> Pictures:
        """The pictures of those choices that have one."""
        found = {}
        for choice in choices:
            named = dict(choice.media)
            file = (named.get("big-image") or named.get("image") or "").rpartition("/")[2]
            if file and file not in self._by_file:
                self._by_file[file] = _read(octets_of(file))
            picture = self._by_file.get(file)
            if picture is not None:
                found[choice.name] = picture
        return found


def room_for(pictures: Pictures) -> QSize:
    """The width and height that every one of them fits into; nothing for none."""
    sizes = [picture.size() for picture in pictures.values()]
    return QSize(max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0))


def draw(painter: QPainter, picture: QPixmap, place: QRectF) -> None:
    """In the middle of a place; on white where it lets the ground through, as on paper."""
    at = QPointF(place.center().x() - picture.width() / 2, place.center().y() - picture.height() / 2)
    if picture.hasAlphaChannel():
        painter.fillRect(QRectF(at, picture.size()), Qt.GlobalColor.white)
    painter.drawPixmap(at, picture)


def _read(octets: bytes | None) -> QPixmap | None:
    image = QImage.fromData(octets) if octets else QImage()
    if image.isNull():
        return None
    look = theme.current()
    room = QSize(look.px(LARGEST[0]), look.px(LARGEST[1]))
    if image.width() > room.width() or image.height() > room.height():
        smooth, kept = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.KeepAspectRatio
        image = image.scaled(room, kept, smooth)
    return QPixmap.fromImage(image)
