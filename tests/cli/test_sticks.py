"""B5: the laptop is gone; a stick and the recovery sheet are enough on another one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ojm_desktop.cli.root import ojm
from ojm_desktop.domain import template
from ojm_desktop.service import keys, studies
from ojm_desktop.vault.words import to_words
from tests import derived
from tests import studies as known

NEW = "seven herons stand along the quiet weir"


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    """A stick with nothing on it."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


def told(*words: str | Path, code: int = 0, **environment: str) -> dict[str, Any]:
    """What a command of this process prints with --json."""
    done = CliRunner().invoke(ojm, [*map(str, words), "--json"], env=environment)
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_that_b5_with_the_laptop_gone_the_stick_and_the_recovery_sheet_bring_the_study_back(
    medium: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "calibrated", lambda: known.QUICK)
    laptop = tmp_path / "laptop" / "a.ojm"
    laptop.parent.mkdir()
    with derived.salt_of_this_run():
        made = studies.create(
            laptop, known.with_basis(template.bristol("a")), known.PASSPHRASE, known.SetClock(), parameters=known.QUICK
        )
    known.rate(made.session, known.signed_person(made.session), "drugs", "4", -2, made.session.today())
    words = " ".join(to_words(made.session.head_hash))
    made.session.close()
    copied = told("backup", laptop, "--to", medium, OJM_PASSPHRASE=known.PASSPHRASE)
    assert Path(copied["path"]).parent.parent == medium
    shutil.rmtree(laptop.parent)

    again, sheet = tmp_path / "new.ojm", " ".join(made.recovery.groups)
    told("restore", medium, again, "--recovery-key", OJM_RECOVERY_KEY=sheet)
    told("recover", again, OJM_RECOVERY_KEY=sheet, OJM_NEW_PASSPHRASE=NEW)
    assert told("verify", again, "--head", words, OJM_PASSPHRASE=NEW)["named_event"] == 4
    assert told("info", again, OJM_PASSPHRASE=NEW)["ratings"] == 1


def test_that_a_stick_with_two_studies_is_asked_about_and_one_without_is_told(study: Path, medium: Path) -> None:
    words = known.PASSPHRASE
    assert "no whole backup" in told("restore", medium, medium / "new", code=1, OJM_PASSPHRASE=words)["error"]
    told("backup", study, "--to", medium, OJM_PASSPHRASE=words)
    (shelf,) = medium.iterdir()
    shutil.copytree(shelf, medium / "another-00000000.backups")
    error = told("restore", medium, medium / "new", code=1, OJM_PASSPHRASE=words)["error"]
    assert shelf.name in error
    assert "another-00000000.backups" in error
    assert sorted(path.name for path in medium.iterdir()) == ["another-00000000.backups", shelf.name]
