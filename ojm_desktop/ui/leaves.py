"""Pages as pictures: those of a PDF, by its own bytes, and those of a scanned paper of any kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.signing import ScanKind

if TYPE_CHECKING:
    from ojm_desktop.service.scans import Scan

A4_WIDTH = 595.28
"""Of a scanned picture, in points: it says nothing of its size that could be relied on."""
LOOKED_AT = 820
"""Pixels of a picture that is only asked whether it can be shown."""


@dataclass(frozen=True)
class Leaf:
    """A page: of a PDF by its number, or a picture (None); its size in points."""

    octets: bytes
    number: int | None
    size: tuple[float, float]


def pages_of_scan(scan: Scan) -> list[Leaf]:
    """The pages of a scanned paper. Raises Refused for one that cannot be shown: nobody signs what was not seen."""
    try:
        if scan.kind is ScanKind.PDF:
            return leaves(scan.octets)
        picture = _read(scan.octets, LOOKED_AT)
        if picture.isNull():
            raise ValueError("no picture")
        return [Leaf(scan.octets, None, (A4_WIDTH, A4_WIDTH * picture.height() / picture.width()))]
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise Refused("This file cannot be shown. Nothing was taken in; scan the paper again.") from error


def leaves(octets: bytes) -> list[Leaf]:
    """The pages of a PDF."""
    document = pypdfium2.PdfDocument(octets)
    try:
        return [Leaf(octets, number, document[number].get_size()) for number in range(len(document))]
    finally:
        document.close()


def _read(octets: bytes, longest: float) -> QImage:
    """A picture turned as the camera held it, no longer than so many pixels; null where it cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(octets))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > longest:
        reader.setScaledSize(size * (longest / max(size.width(), size.height())))
    return reader.read()


def _picture(leaf: Leaf, width: float) -> QImage:
    wide, high = leaf.size
    found = _read(leaf.octets, max(width, width * high / wide))
    paper = QImage(round(width), round(width * high / wide), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(paper.rect()), found)
    painter.end()
    return paper


def rendered(leaf: Leaf, width: float) -> QImage:
    """A page as a picture of so many pixels' width."""
    if leaf.number is None:
        return _picture(leaf, width)
    document = pypdfium2.PdfDocument(leaf.octets)
    try:
        found = document[leaf.number]
        bitmap = found.render(scale=width / found.get_width(), prefer_bgrx=True)
        picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
        return picture.copy()
    finally:
        document.close()
