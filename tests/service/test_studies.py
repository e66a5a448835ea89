"""Making a study: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ojm_desktop.domain import template
from ojm_desktop.service import studies
from ojm_desktop.service.backups import close
from ojm_desktop.store.errors import AlreadyThere, DiskFull
from tests import studies as known


def make(path: Path) -> studies.Created:
    """A study made the quick way."""
    return studies.create(path, template.bristol("a"), known.PASSPHRASE, known.SetClock(), parameters=known.QUICK)


@pytest.mark.parametrize("step", ["keyfile.create", "connections.create", "Session", "write_file"])
def test_that_a_study_that_could_not_be_made_leaves_nothing_and_the_name_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(f"ojm_desktop.service.studies.{step}", refuse)
        with pytest.raises(DiskFull):
            make(tmp_path / "a.ojm")
    assert list(tmp_path.iterdir()) == []
    close(make(tmp_path / "a.ojm").session)


def test_that_a_folder_with_something_in_it_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "a.ojm").mkdir()
    (tmp_path / "a.ojm" / "letter.txt").write_text("mine")
    with pytest.raises(AlreadyThere):
        make(tmp_path / "a.ojm")
    assert (tmp_path / "a.ojm" / "letter.txt").read_text() == "mine"
