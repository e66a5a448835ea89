"""Withdrawals that a backup is too old to know of: they stand in what is restored from it (W1)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.service import backups, sticks, withdrawn_since
from ojm_desktop.service.edits import Withdraw
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.queries import counted
from ojm_desktop.service.session import Session
from ojm_desktop.service.studies import Unlocked, study_folder, unlock
from ojm_desktop.service.verify import verify
from ojm_desktop.store.backup import BackupSet
from ojm_desktop.vault.keys import Opened
from tests import studies

SAID = "I want no part in it any more"


def withdraw(session: Session, who: str, level: Level = Level.EXCLUDED) -> None:
    session.do(Withdraw(participant=who, level=level, said_on=date(2026, 5, 14), told_to="K.", words=SAID))


def left_since(folder: Path) -> tuple[Session, BackupSet, tuple[str, ...]]:
    """An open study and a set of it from before two of its three people withdrew; one of them has signed again."""
    session = studies.on_disk(folder)
    people = tuple(studies.signed_person(session) for _ in range(3))
    assert session.place is not None
    made = backups.back_up(session.place, session.clock.now().utc)
    for who in people[:2]:
        withdraw(session, who)
    studies.sign(session, people[1])
    return session, made, people


def test_that_w1_whoever_withdrew_after_a_backup_has_withdrawn_in_what_is_restored_from_it(tmp_path: Path) -> None:
    """From the set in the study's folder, and from one elsewhere while the study is open."""
    session, made, people = left_since(tmp_path / "a.ojm")
    assert session.place is not None
    stick = tmp_path / "stick"
    stick.mkdir()
    sticks.copy_newest(session.place, stick, session.clock.now().utc, is_due=False)
    (elsewhere,) = sticks.sets_at(stick)
    for number, chosen in enumerate((made, elsewhere)):
        target = tmp_path / f"{number}.ojm"
        of_set = Unlocked(study_folder(chosen.path), session.place.opened)
        again = backups.restore(of_set, target, studies.SetClock(), beside=studies.unlocked(session))
        assert counted.left_out(again) == {people[0]}
        event = again.study.store.log.event(again.sequence)
        assert event is not None
        opened = read(again.study, event)
        assert opened is not None
        assert isinstance(opened.entry.edit, Withdraw)
        assert (opened.entry.edit.words, opened.entry.edit.said_on) == (SAID, date(2026, 5, 14))
        backups.close(again)
        assert verify(unlock(target, studies.PASSPHRASE)).problems == ()
    session.close()
    again = backups.restore(unlock(made.path, studies.PASSPHRASE), tmp_path / "closed.ojm", studies.SetClock())
    assert counted.left_out(again) == {people[0]}
    again.close()


def test_that_a_key_without_the_sealed_side_restores_no_copy_in_which_somebody_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, made, people = left_since(tmp_path / "a.ojm")
    withdraw(session, people[2], Level.NO_CONTACT)
    session.close()
    monkeypatch.setattr(Opened, "sealer", lambda _opened: None)
    with pytest.raises(withdrawn_since.WithdrewSince, match="ask a researcher"):
        backups.restore(unlock(made.path, studies.PASSPHRASE), tmp_path / "b.ojm", studies.SetClock())
    assert not (tmp_path / "b.ojm").exists()


def test_that_of_a_withdrawal_whose_words_are_damaged_the_level_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise OjmError("the sealed payload is missing")

    session = studies.in_memory()
    who = studies.signed_person(session)
    withdraw(session, who)
    monkeypatch.setattr(withdrawn_since, "read", damaged)
    found = withdrawn_since.withdrawn(session.study, 0)
    assert {one: edit.level for one, edit in found.items()} == {who: Level.EXCLUDED}
    session.close()
