"""`ojm recipients`, `--seal-for` and `ojm open-package`, from key to opened documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from ojm_desktop.cli.root import ojm as group
from ojm_desktop.service.backups import close
from ojm_desktop.service.edits import LetOut
from ojm_desktop.service.log_writer import read
from tests import studies

WORDS_ONLY = {"rate", "withdraw"}
"""Commands whose reason is written into the study, and lets nothing out."""


def run(*words: str | Path, code: int = 0) -> dict[str, Any]:
    """A command in this process, as one object."""
    done = CliRunner().invoke(group, [*map(str, words), "--json"], env={"OJM_PASSPHRASE": studies.PASSPHRASE})
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def commands(of: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in of.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


def test_that_c7_every_command_that_takes_something_out_seals_it_instead_of_asking_why(tmp_path: Path) -> None:
    asks, seals = (
        {name for name, command in commands(group) if any(option in one.opts for one in command.params)}
        for option in ("--reason", "--seal-for")
    )
    assert asks - seals == WORDS_ONLY
    study, key = tmp_path / "north.ojm", tmp_path / "own.key"
    session = studies.on_disk(study)
    who = studies.signed_person(session)
    studies.rate(session, who, "drugs", "4", -2, session.today())
    before = session.sequence
    close(session)
    run("recipients", "new-key", key)
    run("recipients", "add", study, "Lead", tmp_path / "own.key.pub")
    listed = run("recipients", "list", study)
    assert [one["name"] for one in listed["recipients"]] == ["Lead"]
    out, to = tmp_path / "out", ("--seal-for", "lead")
    out.mkdir()
    takes_out: dict[str, tuple[tuple[str | Path, ...], str]] = {
        "print": (("print", study, "--all", "--to", out), "individual-maps.zip.age"),
        "agreement copy": (("agreement", "copy", study, "C1-01", out / "a.pdf"), "a.pdf.zip.age"),
        "agreement certificate": (("agreement", "certificate", study, out / "s.pem"), "s.pem.zip.age"),
        "verify": (("verify", study, "--export-log", out / "log.jsonl"), "log.jsonl.zip.age"),
        "visits": (("visits", study, "--ics", out / "v.ics"), "v.ics.zip.age"),
        "diary-booklet": (
            ("diary-booklet", study, "--participant", "C1-01", "--to", out),
            "C1-01-diary-booklet.pdf.zip.age",
        ),
    }
    for name, (words, file) in takes_out.items():
        if name != "agreement certificate":
            assert "reason" in run(*words, code=1)["error"]
            assert not (out / file).exists()
        run(*words, *to)
        opened = run("open-package", out / file, tmp_path / name, "--key", key, "--study-key", listed["study_key"])
        assert opened["files"]
    assert {path.name for path in out.iterdir()} == {file for _words, file in takes_out.values()}
    assert run("open-package", out / "a.pdf.zip.age", tmp_path / "visits", "--key", key, code=1)["error"]
    run("recipients", "remove", study, "lead")
    assert "Nobody is called lead" in run("visits", study, "--ics", out / "w.ics", *to, code=1)["error"]
    session = studies.reopened(study)
    found = [read(session.study, one) for one in session.study.store.log.events(before)]
    told = [one.entry.edit for one in found if one]
    assert [one.recipients for one in told if isinstance(one, LetOut)] == [("Lead",)] * len(takes_out)
    close(session)
