"""Who has a way in, from a terminal: let in, listed, tried, taken out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ojm_desktop.cli.root import ojm
from ojm_desktop.domain import template
from ojm_desktop.service import key_changes, keys, studies
from ojm_desktop.service.backups import close
from tests import derived
from tests import studies as known

THEIRS = "quiet orchards lean beneath winter clouds"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """A closed study and its recovery groups; new passphrases cost as little as they may."""
    for place in (key_changes, keys):
        monkeypatch.setattr(place, "calibrated", lambda: known.QUICK)
    path = tmp_path / "north.ojm"
    with derived.salt_of_this_run():
        new = studies.create(
            path,
            known.with_basis(template.bristol("north")),
            known.PASSPHRASE,
            known.SetClock(),
            parameters=known.QUICK,
        )
    known.signed_person(new.session)
    close(new.session)
    return path, str(new.recovery)


def told(*words: str | Path, code: int = 0, passphrase: str = known.PASSPHRASE, **environment: str) -> dict[str, Any]:
    """What a command of this process prints with --json."""
    done = CliRunner().invoke(ojm, [*map(str, words), "--json"], env={"OJM_PASSPHRASE": passphrase, **environment})
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_that_an_analyst_is_let_in_listed_and_taken_out(made: tuple[Path, str]) -> None:
    study, groups = made
    told("keys", "add", study, "Analyst", "--role", "analyst", OJM_NEW_PASSPHRASE=THEIRS)
    listed = told("keys", "list", study)["keys"]
    assert [(key["label"], key["opens"], bool(key["last_wrote"])) for key in listed] == [
        ("Researcher", "Everything, the sealed side too", True),
        ("Recovery sheet", "Everything, the sealed side too", False),
        ("Analyst", "Research data, no names", False),
    ]
    refused = told("rate", study, "C1-01", "drugs", "4", "2", code=1, passphrase=THEIRS)
    assert "changes none of it" in refused["error"]
    assert told("keys", "drill", study, OJM_RECOVERY_KEY=groups)["opens"]
    fresh = told("keys", "new-sheet", study)["recovery_key"]
    assert told("keys", "drill", study, OJM_RECOVERY_KEY=fresh)["opens"]
    assert "was replaced" in told("keys", "drill", study, code=1, OJM_RECOVERY_KEY=groups)["error"]
    told("keys", "remove", study, "Analyst")
    assert "passphrase" in told("keys", "list", study, code=1, passphrase=THEIRS)["error"]


def test_that_the_office_gets_a_study_back_with_its_own_key(made: tuple[Path, str], tmp_path: Path) -> None:
    study, _groups = made
    pair = told("office-key", "new", tmp_path / "office.key")
    told("keys", "add-office", study, pair["public"])
    told("recover", study, "--office-key", pair["private"], OJM_NEW_PASSPHRASE=THEIRS)
    told("keys", "change", study, passphrase=THEIRS, OJM_NEW_PASSPHRASE=known.PASSPHRASE)
    assert len(told("keys", "list", study)["keys"]) == 3
