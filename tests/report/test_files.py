"""A new file is whole or not there, and never over another one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ojm_desktop.report.files import FileIsThere, NotWritten, write_new


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_that_a_file_gets_its_name_when_it_is_whole(tmp_path: Path) -> None:
    def fill(temporary: Path) -> None:
        temporary.write_bytes(b"whole")
        assert not (tmp_path / "C1-01.pdf").exists()

    write_new(tmp_path / "C1-01.pdf", fill)
    assert (tmp_path / "C1-01.pdf").read_bytes() == b"whole"
    assert _names(tmp_path) == ["C1-01.pdf"]


def test_that_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "C1-01.pdf").write_bytes(b"old")
    with pytest.raises(FileIsThere, match="there already"):
        write_new(tmp_path / "C1-01.pdf", lambda temporary: temporary.write_bytes(b"new"))
    assert (tmp_path / "C1-01.pdf").read_bytes() == b"old"


def test_that_a_file_made_by_another_program_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "C1-01.pdf"

    def fill(temporary: Path) -> None:
        temporary.write_bytes(b"new")
        target.write_bytes(b"another's")

    with pytest.raises(FileIsThere):
        write_new(target, fill)
    assert target.read_bytes() == b"another's"
    assert _names(tmp_path) == ["C1-01.pdf"]


def test_that_a_medium_without_links_gets_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    write_new(tmp_path / "a.pdf", lambda temporary: temporary.write_bytes(b"x"))
    assert _names(tmp_path) == ["a.pdf"]
    with pytest.raises(FileIsThere):
        write_new(tmp_path / "a.pdf", lambda temporary: temporary.write_bytes(b"y"))
    assert (tmp_path / "a.pdf").read_bytes() == b"x"


def test_that_a_full_medium_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    def full(temporary: Path) -> None:
        temporary.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(NotWritten, match=r"C1-01\.pdf.*No space left.*untouched"):
        write_new(tmp_path / "C1-01.pdf", full)
    assert _names(tmp_path) == []


def test_that_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="could not be written"):
        write_new(tmp_path / "gone" / "a.pdf", lambda temporary: temporary.write_bytes(b"x"))


def test_that_cancelling_leaves_nothing(tmp_path: Path) -> None:
    class CancelledError(Exception):
        pass

    def cancel(temporary: Path) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        write_new(tmp_path / "a.pdf", cancel)
    assert _names(tmp_path) == []
