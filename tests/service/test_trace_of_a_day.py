"""A day at the laptop, watched from outside: nothing anybody typed is written in clear (C1)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.torture.strace import watch
from tests.torture.trace import ON_PAPER, Day, live_a_day, surroundings

WORD = "qvxjzkwpyhbg"
LEAKS = {
    "as it is": "octets",
    "as Qt and Windows hold it": "octets.decode().encode('utf-16-le')",
    "in hex": "octets.hex().encode()",
    "in base64": "base64.b64encode(octets)",
    "in base64, one byte further": "base64.b64encode(b'.' + octets)",
    "in base64, two bytes further": "base64.b64encode(b'..' + octets)",
}


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """One day with words of its own."""
    return live_a_day(tmp_path_factory.mktemp("day"), Random(1))


def test_that_c1_nothing_anybody_typed_is_written_in_clear(
    day: Day, record_property: Callable[[str, object], None]
) -> None:
    record_property("figure", f"{len(day.trace.hits)} words in {day.trace.octets} octets written")
    assert day.trace.hits == []
    assert day.trace.octets > 1_000_000


def test_that_c1_no_file_appears_outside_the_study_the_maps_and_a_listed_few(day: Day) -> None:
    assert day.strangers == []
    assert str(day.study / "study.db") in day.trace.paths
    assert str(day.out / "maps" / "manifest.json") in day.trace.paths


def test_that_c1_nothing_is_written_past_the_watcher_or_to_a_network(day: Day) -> None:
    assert day.shared_memory == []
    assert day.trace.networks == []


def test_that_the_printed_maps_hold_the_words_so_that_the_day_was_lived(day: Day) -> None:
    paper = day.on_paper()
    assert [field for field in ON_PAPER if day.words[field] not in paper] == []
    assert day.words["name"] not in paper
    assert day.words["contact"] not in paper


@pytest.mark.parametrize("way", LEAKS)
def test_that_the_watcher_sees_a_word_that_leaks(tmp_path: Path, way: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    script = f"import base64, os; octets = {WORD.encode()!r}; os.write(2, b'padding ' + {LEAKS[way]} + b' and more')"
    trace = watch([sys.executable, "-S", "-c", script], [WORD], tmp_path / "trace", surroundings(home))
    assert trace.hits == [f"{WORD} in write to {trace.hits[0].rpartition(' ')[2]}"]


def test_that_the_watcher_sees_files_that_are_made_renamed_mapped_and_sent(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    script = f"""
import mmap, os, socket
place = {json.dumps(str(tmp_path))} + "/"
open(place + "made", "w").close()
os.rename(place + "made", place + "renamed")
os.symlink(place + "renamed", place + "linked")
file = os.open(place + "shared", os.O_RDWR | os.O_CREAT)
os.truncate(file, 4096)
mmap.mmap(file, 4096)
socket.socket().connect_ex(("127.0.0.1", 9))
"""
    trace = watch([sys.executable, "-S", "-c", script], [WORD], tmp_path / "trace", surroundings(home))
    assert {str(tmp_path / name) for name in ("made", "renamed", "linked", "shared")} <= trace.paths
    assert trace.mapped == {str(tmp_path / "shared")}
    assert len(trace.networks) == 1
