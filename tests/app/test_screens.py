"""Every page as a picture: all are drawn, none is empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ojm_desktop.app import screens
from ojm_desktop.ui import places, theme
from ojm_desktop.ui.theme import Look


def test_that_every_page_is_drawn(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screens, "SIZES", ((1366, 768),))
    monkeypatch.setattr(screens, "LOOKS", (Look.DARK,))
    files = screens.draw_all(tmp_path / "shots")
    theme.apply(qapp, theme.make(Look.LIGHT))
    names = {path.name for path in files}
    pages = {name.rsplit("-", 2)[0] for name in names}
    assert len(names) == len(files) == len(pages)
    assert {"unlock", "unlock-create", "participants-empty"} <= pages
    for page in places.PAGES:
        assert any(name.startswith(page.replace("_", "-")) for name in pages), page
    for path in files:
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == (1366, 768)
        inks = {picture.pixel(x, y) for x in range(0, 1366, 11) for y in range(0, 768, 11)}
        assert len(inks) > 4, path.name
