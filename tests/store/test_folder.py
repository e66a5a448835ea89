"""A study's folder and the files that are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ojm_desktop.store.errors import AlreadyThere, DiskFull, PlaceFailed, ReadOnlyPlace
from ojm_desktop.store.folder import StudyFolder, folder_name, write_file


def test_that_a_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    folder = StudyFolder(tmp_path / "deep" / "a.ojm")
    assert not folder.is_study()
    folder.create()
    assert folder.path.stat().st_mode & 0o777 == 0o700
    assert not folder.is_study()
    write_file(folder.keys, b"{}")
    assert folder.is_study()


def test_that_an_empty_folder_may_become_a_study_and_a_full_one_not(tmp_path: Path) -> None:
    (tmp_path / "a.ojm").mkdir()
    StudyFolder(tmp_path / "a.ojm").create()
    with pytest.raises(AlreadyThere, match="left as it is"):
        StudyFolder(tmp_path / "a.ojm").create()
    (tmp_path / "b.ojm").write_text("mine")
    with pytest.raises(AlreadyThere):
        StudyFolder(tmp_path / "b.ojm").create()
    assert (tmp_path / "b.ojm").read_text() == "mine"


def test_that_a_file_is_replaced_whole_and_is_the_owners_only(tmp_path: Path) -> None:
    write_file(tmp_path / "keys.json", b"one")
    write_file(tmp_path / "keys.json", b"two")
    assert (tmp_path / "keys.json").read_bytes() == b"two"
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["keys.json"]


def test_that_the_content_is_on_the_disk_before_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(descriptor: int) -> None:
        order.append("folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "file")  # noqa: PTH112
        real_sync(descriptor)

    def replace(path: Path, target: Path) -> Path:
        order.append("name")
        return real_replace(path, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    write_file(tmp_path / "keys.json", b"one")
    assert order == ["file", "name", "folder"]


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (28, DiskFull, r"at least 11 MB free"),
        (122, DiskFull, r"MB free"),
        (30, ReadOnlyPlace, r"read-only"),
        (13, ReadOnlyPlace, r"read-only"),
        (5, PlaceFailed, r"Check the disk"),
    ],
)
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_that_a_refused_write_leaves_the_old_file_and_is_a_sentence(
    number: int, kind: type[Exception], words: str, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file(tmp_path / "keys.json", b"old")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*{"open": (os, "open"), "fsync": (os, "fsync"), "replace": (Path, "replace")}[step], refuse)
    with pytest.raises(kind, match=words):
        write_file(tmp_path / "keys.json", bytes(2_500_000))
    monkeypatch.undo()
    assert (tmp_path / "keys.json").read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.parametrize(
    ("study", "folder"),
    [
        ("River Road", "River-Road.ojm"),
        ("North / South: 2026?", "North-South-2026.ojm"),
        ("..hidden..", "hidden.ojm"),
        ("x" * 80, f"{'x' * 60}.ojm"),
        ("COM1", ""),
        ("nul.txt", ""),
        (" / ", ""),
    ],
)
def test_that_a_studys_name_makes_a_folder_every_system_takes(study: str, folder: str) -> None:
    assert folder_name(study) == folder
