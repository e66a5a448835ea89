"""Pictures for paper, decoded by Qt: on white, no larger than print can show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from ojm_desktop.report.pictures import Raster

LARGEST: Final = QSize(960, 540)
"""Pixels: 300 to the inch at the size a question's picture is printed in."""


def rasters(octets: Mapping[str, bytes]) -> dict[str, Raster]:
    """The files that are pictures, by name."""
    found = {name: _raster(held) for name, held in octets.items()}
    return {name: raster for name, raster in found.items() if raster is not None}


def _raster(octets: bytes) -> Raster | None:
    image = QImage.fromData(octets)
    if image.isNull():
        return None
    if image.width() > LARGEST.width() or image.height() > LARGEST.height():
        kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(LARGEST, kept, smooth)
    paper = QImage(image.size(), QImage.Format.Format_RGB888)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    wide, stride = paper.width() * 3, paper.bytesPerLine()
    samples = bytes(paper.constBits())
    rows = (samples[row * stride : row * stride + wide] for row in range(paper.height()))
    return Raster(paper.width(), paper.height(), b"".join(rows))
