"""The script for whoever has neither study nor key: what it accepts, and that nothing changed gets past it (A7)."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ojm_desktop import assets
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.participant import Identity
from ojm_desktop.service import log_export
from ojm_desktop.service.edits import RecordIdentity
from ojm_desktop.service.queries import events
from tests import studies

SCRIPT = assets.resources() / "verify_log.py"
MAIN: Callable[[list[str]], int] = runpy.run_path(str(SCRIPT))["main"]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of a study on disk, whose signing key is the study's own."""
    folder = tmp_path_factory.mktemp("log")
    session = studies.on_disk(folder / "a.ojm")
    person = studies.signed_person(session)
    session.do(RecordIdentity(participant=person, identity=Identity("Somebody", "by post")))
    studies.rate(session, person, "housing", "4", -2, date(2026, 3, 31))
    code = session.study.participant(person).code
    written = log_export.save(session, folder / "log.jsonl", "for the auditor")
    assert written == session.sequence - 1, "that it was written is the next event"
    assert events.about(session, person)
    session.close()
    text = (folder / "log.jsonl").read_text()
    for word in (person, code, "Somebody", "housing", "Rating", "Sign", "participant", "auditor"):
        assert word not in text, word
    return folder / "log.jsonl"


def ends(path: Path, *known: str) -> int:
    return MAIN([str(path), *known])


def test_that_a7_the_script_needs_python_alone_and_is_short(exported: Path) -> None:
    lines = SCRIPT.read_text().splitlines()
    assert len(lines) <= 200
    imports = {line for line in lines if line.startswith(("import ", "from "))}
    assert imports == {"import hashlib", "import json", "import struct", "import sys"}
    bare = [sys.executable, "-I", "-S", str(SCRIPT)]
    done = subprocess.run([*bare, str(exported)], env={}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in exported.read_text().splitlines()]
    assert rows[-1]["hash"] in done.stdout
    (exported.parent / "cut.jsonl").write_text("\n".join(exported.read_text().splitlines()[:-1]) + "\n")
    cut = subprocess.run(
        [*bare, str(exported.parent / "cut.jsonl")], env={}, capture_output=True, text=True, check=False
    )
    assert cut.returncode == 1
    assert "the study signed that it ends at event" in cut.stderr


def test_that_a7_every_field_of_every_kind_of_line_is_held(exported: Path, tmp_path: Path) -> None:
    lines = exported.read_text().splitlines(keepends=True)
    changed = tmp_path / "changed.jsonl"
    for number in (0, len(lines) - 1):
        for name, value in json.loads(lines[number]).items():
            other = [value + 1, value - 1, True, float(value)] if isinstance(value, int) else _other(value)
            for one in other:
                changed.write_text(_with(lines, number, name, one))
                assert ends(changed) == 1, (number, name, one)
        more, less = json.loads(lines[number]), json.loads(lines[number])
        less.pop(next(iter(less)))
        for one in (more | {"note": "x"}, less):
            changed.write_text("".join([*lines[:number], _line(one), *lines[number + 1 :]]))
            assert ends(changed) == 1


def test_that_a7_lines_cut_doubled_swapped_or_written_otherwise_are_found(exported: Path, tmp_path: Path) -> None:
    lines, changed = exported.read_text().splitlines(keepends=True), tmp_path / "changed.jsonl"
    assert ends(exported) == 0
    for text in (
        "",
        "".join(lines[1:]),
        "".join([*lines[:2], *lines[3:]]),
        "".join([*lines[:3], lines[2], *lines[3:]]),
        "".join([*lines[:2], lines[3], lines[2], *lines[4:]]),
        "".join(lines[:-1]),
        "".join(lines)[:-1],
        "".join(lines).replace('","', '", "', 1),
        "".join([lines[0], "\n", *lines[1:]]),
        "[" * 50 + "]" * 50 + "\n",
    ):
        changed.write_text(text)
        assert ends(changed) == 1, text[:200]
    signature = bytes.fromhex(json.loads(lines[0])["signature"])
    second = int.from_bytes(signature[32:], "little") + 2**252 + 27742317777372353535851937790883648493
    again = (signature[:32] + second.to_bytes(32, "little")).hex()
    changed.write_text(_with(lines, 0, "signature", again))
    assert ends(changed) == 1, "one signature is written in one way"
    changed.write_bytes(b"\xff\xfe\n")
    assert ends(changed) == 1
    assert ends(tmp_path / "nowhere.jsonl") == 1


def test_that_a7_a_log_made_anew_and_signed_by_another_key_does_not_fit_what_is_known(
    exported: Path, tmp_path: Path
) -> None:
    lines = exported.read_text().splitlines(keepends=True)
    first, last = json.loads(lines[1]), json.loads(lines[-1])
    assert ends(exported, first["hash"][:22]) == 0, "any event's words on paper are known"
    assert ends(exported, last["hash"].upper()) == 0
    assert ends(exported, json.loads(lines[0])["public"]) == 0
    assert ends(exported, "0" * 22) == 1
    forger, head = Ed25519PrivateKey.generate(), json.loads(lines[0])
    message = b"OJMHEAD1" + bytes.fromhex(head["study"]) + head["sequence"].to_bytes(8) + bytes.fromhex(head["hash"])
    other = head | {"public": forger.public_key().public_bytes_raw().hex(), "signature": forger.sign(message).hex()}
    forged = tmp_path / "forged.jsonl"
    forged.write_text("".join([_line(other), *lines[1:]]))
    assert ends(forged) == 0, "it is signed, by a key that nobody knows"
    assert ends(forged, head["public"]) == 1


def test_that_a_real_study_says_why_its_log_leaves(tmp_path: Path) -> None:
    with pytest.raises(OjmError, match="needs a reason"):
        log_export.save(studies.in_memory(), tmp_path / "log.jsonl")
    assert not (tmp_path / "log.jsonl").exists()


def _other(value: str) -> list[Any]:
    flipped = ("1" if value[0] != "1" else "2") + value[1:]
    last = value[:-1] + ("1" if value[-1] != "1" else "2")
    return [flipped, last, value + "0", value[:-1], "", value.upper() + " ", None, 7]


def _with(lines: list[str], number: int, name: str, value: object) -> str:
    changed = json.loads(lines[number]) | {name: value}
    return "".join([*lines[:number], _line(changed), *lines[number + 1 :]])


def _line(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
