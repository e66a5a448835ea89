"""Settings of the laptop: kept, bounded, and silent about what is in a study."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ojm_desktop.app.settings import Settings


def test_that_a_setting_is_there_again_after_a_restart(tmp_path: Path) -> None:
    Settings(tmp_path / "deep" / "settings.json").set("idle_minutes", 12)
    assert Settings(tmp_path / "deep" / "settings.json").idle_minutes == 12


@pytest.mark.parametrize(("key", "value"), [("idle_minutes", 0), ("idle_minutes", 31), ("size", 110), ("look", "pink")])
def test_that_a_value_that_is_not_declared_is_refused(tmp_path: Path, key: str, value: object) -> None:
    settings = Settings(tmp_path / "settings.json")
    with pytest.raises(ValueError, match=key):
        settings.set(key, value)
    assert not (tmp_path / "settings.json").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"size": "big", "idle_minutes": 900, "recent": [[1], 2]}'])
def test_that_a_damaged_file_counts_as_nothing_set(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings = Settings(path)
    assert (settings.look, settings.size, settings.idle_minutes, settings.recent()) == ("system", 100, 5, ())


def test_that_the_last_opened_study_stands_first_and_only_once(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for name in ("a", "b", "a"):
        settings.remember(Path("/studies") / f"{name}.ojm", "2026-05-14T13:02:11.000Z")
    again = Settings(tmp_path / "settings.json")
    assert [study.folder.name for study in again.recent()] == ["a.ojm", "b.ojm"]
    again.forget(Path("/studies/a.ojm"))
    assert [study.folder.name for study in again.recent()] == ["b.ojm"]


def test_that_no_more_than_eight_studies_are_remembered(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for number in range(12):
        settings.remember(Path(f"/studies/{number}.ojm"), "2026-05-14T13:02:11.000Z")
    assert len(settings.recent()) == 8


def test_that_c4_the_file_holds_folders_and_times_and_nothing_else(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.remember(Path("/studies/a.ojm"), "2026-05-14T13:02:11.000Z")
    settings.set("look", "dark")
    assert json.loads((tmp_path / "settings.json").read_text("utf-8")) == {
        "look": "dark",
        "recent": [["/studies/a.ojm", "2026-05-14T13:02:11.000Z"]],
    }
