"""The ledger of erasures: no copy of a study brings anybody back (W5, B3)."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ojm_desktop.service import backups, erasure, ledger, sticks, verify
from ojm_desktop.service.signer import signer_of
from ojm_desktop.service.studies import Unlocked, open_session, unlock
from ojm_desktop.store import stick
from tests import pages, studies
from tests.service.erasing import CANARIES, DAY, erase, ids, opened


def test_that_b3_yesterdays_backup_restored_brings_back_nobody_who_was_erased(
    unlocked: Unlocked, tmp_path: Path
) -> None:
    session = opened(unlocked)
    yesterday, (one, who, two) = backups.sets(session)[-1].path, ids(session)
    place, now = session.place, session.clock.now().utc
    assert place is not None
    sticks.copy_newest(place, tmp_path, now, is_due=False)
    erase(session, who)
    sticks.copy_newest(place, tmp_path, now, is_due=True)
    backups.close(session)
    first = again(yesterday, tmp_path / "b.ojm", (one, two), who)
    shutil.rmtree(unlocked.folder.path)
    second = again(stick.sets_at(tmp_path)[-1].path, tmp_path / "c.ojm", (one, two), who)
    assert first == second == yesterday.name


def again(chosen: Path, target: Path, left: tuple[str, ...], erased: str) -> str:
    """Restore a set and look for whoever was erased in rows, pages and the whole study; the set's name."""
    session = backups.restore(unlock(chosen, studies.PASSPHRASE), target, studies.SetClock())
    assert ids(session) == left
    assert [stone.participant for stone in session.study.store.erasures.all()] == [erased]
    copy = studies.unlocked(session)
    assert CANARIES[1].encode() not in pages.decrypted(copy.folder.db, copy.opened.current.study)
    backups.close(session)
    assert verify.verify(copy).problems == ()
    return chosen.name


def test_that_w5_three_copies_converge_in_any_order(unlocked: Unlocked, tmp_path: Path) -> None:
    people = None
    for name in "bcd":
        shutil.copytree(unlocked.folder.path, tmp_path / f"{name}.ojm")
    told: dict[str, ledger.Erased] = {}
    for name, place in (("b", 0), ("c", 2), ("d", 1)):
        session = open_session(unlock(tmp_path / f"{name}.ojm", studies.PASSPHRASE), studies.SetClock())
        people = ids(session)
        if name != "d":
            erase(session, people[place])
        told[name] = {stone.participant: stone.erased_on for stone in session.study.store.erasures.all()}
        backups.close(session)
    assert people is not None
    written = set()
    for order in ("bcd", "cdb", "dcb"):
        copy = tmp_path / "".join(order)
        shutil.copytree(tmp_path / f"{order[0]}.ojm", copy)
        session = open_session(Unlocked(type(unlocked.folder)(copy), unlocked.opened), studies.SetClock())
        for other in order[1:]:
            erasure.catch_up(session, told[other])
        assert ids(session) == (people[1],)
        written.add(unlocked.folder.__class__(copy).erased.read_bytes())
        session.close()
    assert len(written) == 1


def test_that_w5_a_ledger_changed_from_outside_is_noticed_and_mended_by_opening(
    unlocked: Unlocked,
) -> None:
    session = opened(unlocked)
    who = ids(session)[1]
    erase(session, who)
    signer = signer_of(session.study.store.connection)
    backups.close(session)
    folder = unlocked.folder
    whole = folder.erased.read_bytes()
    assert ledger.read(whole, unlocked.opened.study_id, signer) == {who: date(2026, 5, 14)}
    everywhere = [folder.erased, folder.backups / "erased.json", *folder.backups.glob("*-*/erased.json")]
    assert {path.read_bytes() for path in everywhere} == {whole}
    for path in everywhere:
        path.write_bytes(whole.replace(who[:8].encode(), b"0" * 8))
        assert any("erased.json" in problem.file for problem in verify.verify(unlocked).problems), path
        opened(unlocked).close()
        assert path.read_bytes() == whole
    assert verify.verify(unlocked).problems == ()
    (everywhere[2].parent / "manifest.json").write_bytes(b"{}")
    everywhere[2].write_bytes(b"{}")
    before = verify.verify(unlocked).events
    opened(unlocked).close()
    assert verify.verify(unlocked).events == before  # what cannot be mended is told by verifying, not again each time
    folder.erased.write_bytes(ledger.to_bytes(unlocked.opened.study_id, signer, {}))
    told = " | ".join(problem.what for problem in verify.verify(unlocked).problems)
    assert "does not tell that C1-02 was erased" in told


def test_that_a_key_without_the_sealed_side_does_not_open_a_copy_that_somebody_is_to_be_taken_out_of(
    unlocked: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(unlocked)
    who = ids(session)[1]
    monkeypatch.setattr(type(session.study), "has_sealed_side", property(lambda self: False))
    with pytest.raises(erasure.ErasedSince, match="ask a researcher"):
        erasure.catch_up(session, {who: DAY})
    session.close()
