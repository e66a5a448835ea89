"""What commands write into the window's list of studies: where one lies and when it was opened."""

from __future__ import annotations

from pathlib import Path

from ojm_desktop.app.settings import Settings, default_path
from ojm_desktop.cli.listed import list_new, note_opened

MADE, LATER = "2026-05-14T13:02:11.000Z", "2026-05-15T08:00:00.000Z"


def listed() -> list[tuple[str, str]]:
    """The list as the window reads it."""
    return [(study.folder.name, study.opened_utc) for study in Settings().recent()]


def test_that_a_study_opened_by_a_command_has_its_time_in_the_list_if_it_stands_there(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert list_new(tmp_path / f"{name}.ojm", MADE)
    assert listed() == [("b.ojm", MADE), ("a.ojm", MADE)]
    note_opened(tmp_path / "a.ojm", LATER)
    note_opened(tmp_path / "of-a-script.ojm", LATER)
    assert listed() == [("a.ojm", LATER), ("b.ojm", MADE)]


def test_that_no_command_fails_for_a_list_that_cannot_be_written(tmp_path: Path) -> None:
    default_path().parent.parent.mkdir(parents=True, exist_ok=True)
    default_path().parent.write_text("in the way")
    assert not list_new(tmp_path / "a.ojm", MADE)
    note_opened(tmp_path / "a.ojm", LATER)
    assert listed() == []
