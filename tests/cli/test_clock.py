"""A terminal tells of a clock that cannot be believed, and does what it was asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from ojm_desktop.cli import passphrase
from ojm_desktop.cli.root import ojm
from tests import studies


def test_that_t2_a_command_on_a_laptop_that_woke_in_1970_warns_of_the_date(
    study: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flat = studies.SetClock(datetime(1970, 1, 1, 0, 1, tzinfo=UTC), earliest=date(2026, 9, 1))
    monkeypatch.setattr(passphrase, "machine_clock", lambda: flat)
    words = ["participants", str(study), "--json"]
    done = CliRunner().invoke(ojm, words, env={"OJM_PASSPHRASE": studies.PASSPHRASE})
    assert done.exit_code == 0
    assert "clock shows 1 January 1970, which is before there was such a program" in done.stderr
