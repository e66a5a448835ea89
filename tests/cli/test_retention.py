"""`ojm retention`: says how long everything is kept; what it erases somebody confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from ojm_desktop.app.clock import MachineClock
from ojm_desktop.domain.clock import long_date, parse_utc
from ojm_desktop.domain.retention import months_after
from ojm_desktop.service.backups import close
from ojm_desktop.service.edits import SetBasis
from tests import studies
from tests.cli.ojm import Ojm


def test_that_w7_the_command_says_what_is_due_and_erases_as_many_as_were_confirmed(ojm: Ojm, tmp_path: Path) -> None:
    folder = tmp_path / "long-ago.ojm"
    session = studies.on_disk(folder, clock=studies.SetClock(parse_utc(MachineClock().now().utc)))
    ended = session.today() - timedelta(days=90)
    studies.sign(session, studies.add_person(session), on=ended)
    studies.add_person(session)
    session.do(SetBasis(basis=replace(studies.BASIS, last_withdrawal_day=ended, retention_months=1)))
    close(session)
    told = ojm("retention", folder)
    assert "What was said: interviews, ratings, notes, diary, files: 1 month from the study’s end." in told.stdout
    assert f"were to be kept until {long_date(months_after(ended, 1))}: C1-01. With them goes: who they" in told.stdout
    assert "--confirm unsigned=1 --confirmed-by WHO" in told.stdout
    wrong = ojm("retention", folder, "--confirm", "signed=2", "--confirmed-by", "K.")
    assert (wrong.returncode, "1 person is due, and not 2. Nothing was deleted" in wrong.stderr) == (1, True)
    assert ojm.json("retention", folder, "--confirm", "signed=1", "--confirmed-by", "K.")["erased"] == ["C1-01"]
    (left,) = ojm.json("retention", folder)["due"]
    assert (left["which"], left["people"]) == ("unsigned", ["C1-02"])
