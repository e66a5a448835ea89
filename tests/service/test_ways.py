"""Each way of signing: its one record (S1), where it may lead from (S6), and the day from which a paper counts."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyhanko.cli import cli_root

from ojm_desktop.cli.root import ojm
from ojm_desktop.domain.agreement import ConsentState
from ojm_desktop.domain.errors import ConsentMissing, Refused
from ojm_desktop.domain.signing import LONGEST_NAME, LONGEST_PLACE, Mark, Scanned, Typed, Way, Witness
from ojm_desktop.domain.withdrawal import RECORDED, Level
from ojm_desktop.report import agreement_seal
from ojm_desktop.service import agreement_checks, agreements, replay, scans
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import RefuseAgreement, Withdraw
from ojm_desktop.service.edits.certificate import certificate_of
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from ojm_desktop.vault.certificate import to_pem
from tests import studies, ways

EARLIER, LATER = date(2026, 2, 1), date(2026, 5, 12)
"""Before and after the day on which somebody last said something; today is 14 May."""
EMPTY = replace(studies.signature(), strokes=())


@pytest.fixture(scope="module")
def filed() -> tuple[Session, dict[Way, str]]:
    """A study with an agreement of each way."""
    session, people = studies.in_memory(), {}
    for way in Way:
        people[way] = studies.add_person(session)
        ways.file_agreement(session, people[way], way)
    return session, people


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every single value of a record stands; of a stroke's many points the first and the last."""
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in leaves(inner, (*path, key))]
    if isinstance(value, list):
        ends = sorted({0, len(value) - 1} - {-1})
        return [found for place in ends for found in leaves(value[place], (*path, place))]
    return [path]


def other(value: Any) -> Any:
    """Something else of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value in ("pdf", "png"):
        return "jpg"
    if value.startswith("2026-"):
        return value.replace("2026-0", "2025-0")
    return ("Q" if not value.startswith("Q") else "R") + value[1:]


@pytest.mark.parametrize("way", Way)
def test_that_s1_no_single_field_of_a_filed_record_can_be_changed_whichever_way_it_was_signed(
    way: Way, filed: tuple[Session, dict[Way, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By somebody who holds every key of the study."""
    session, participant = filed[0], filed[1][way]
    monkeypatch.setattr(agreement_seal, "examined", functools.cache(agreement_seal.examined))  # mostly the same paper
    consent = session.study.store.consents.newest(participant)
    assert consent is not None
    payload = session.study.store.log.payload(consent.event)
    assert payload is not None
    assert payload.sealed is not None
    whole = session.study.sealed_side.get(payload.sealed)
    assert whole is not None
    row = json.loads(whole)
    body = json.loads(row["body"])
    places = leaves(body["edit"]["fields"])
    assert {place[0] for place in places} >= {"uses", "participant_signature", "signed_pdf", "place"}
    if way is not Way.DRAWN:
        places = [place for place in places if place[0] in ("participant_signature", "place", "language")]
    for place in places:
        changed = json.loads(row["body"])
        holder = changed["edit"]["fields"]
        for step in place[:-1]:
            holder = holder[step]
        holder[place[-1]] = other(holder[place[-1]])
        text = json.dumps(changed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        session.study.sealed_side.put(payload.sealed, json.dumps({**row, "body": text}))
        problems = agreement_checks.check_filed(session, participant).problems
        assert "What was recorded is not what the log committed to." in problems, place
        assert "The record is not the one that was filed." in problems, place
    session.study.sealed_side.put(payload.sealed, whole)
    assert agreement_checks.check_filed(session, participant).is_valid


def test_that_s1_the_scanned_paper_lies_inside_the_sealed_one_byte_for_byte(
    filed: tuple[Session, dict[Way, str]],
) -> None:
    session, participant = filed[0], filed[1][Way.PAPER]
    kept = agreements.kept_pdf(session, participant)
    assert kept is not None
    (inside,) = agreement_seal.attachments(kept)
    assert (inside.octets, inside.mime) == (ways.png(), "image/png")
    checked = agreement_checks.check_filed(session, participant)
    assert checked.attached == (("C1-04-signed-paper.png", hashlib.sha256(ways.png()).hexdigest()),)


def test_that_the_seal_says_how_and_where_it_was_signed(filed: tuple[Session, dict[Way, str]]) -> None:
    session, people = filed
    said = {way: agreement_checks.check_filed(session, participant) for way, participant in people.items()}
    assert all(checked.is_valid and checked.place == ways.PLACE for checked in said.values())
    assert [
        "Name typed" in said[Way.TYPED].way,
        "witness" in said[Way.MARK].way,
        "on paper" in said[Way.PAPER].way,
    ] == [True] * 3
    assert len({checked.way for checked in said.values()}) == len(Way)


@pytest.mark.parametrize("way", Way)
def test_that_s4_who_has_the_file_and_the_certificate_alone_is_told_how_it_was_signed(
    way: Way, filed: tuple[Session, dict[Way, str]], tmp_path: Path
) -> None:
    session, people = filed
    kept, certificate = agreements.kept_pdf(session, people[way]), certificate_of(session.study)
    assert kept is not None
    assert certificate is not None
    (tmp_path / "a.pdf").write_bytes(kept)
    (tmp_path / "ca.pem").write_bytes(to_pem(certificate.study))
    words = ["agreement", "check", str(tmp_path / "a.pdf"), "--certificate", str(tmp_path / "ca.pem")]
    lines = CliRunner().invoke(ojm, words).stdout.splitlines()
    checked = agreement_checks.check_filed(session, people[way])
    assert f"How: {checked.way}." in lines
    assert f"Place: {ways.PLACE}" in lines
    inside = [f"Attached: {name}, SHA-256 {digest}" for name, digest in checked.attached]
    assert [line for line in lines if line.startswith("Attached")] == inside
    assert bool(inside) is (way is Way.PAPER)
    words = ["sign", "validate", "--trust-replace", "--trust", str(tmp_path / "ca.pem"), "--pretty-print"]
    judged = CliRunner().invoke(cli_root, [*words, str(tmp_path / "a.pdf")])
    assert "The signature is judged VALID." in judged.output
    assert judged.exit_code == 0


def test_that_doing_the_log_again_gives_the_same_agreements(filed: tuple[Session, dict[Way, str]]) -> None:
    session = filed[0]
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert again.problems == []
    assert list(differences(session.study, again)) == []


# --- where a statement may lead from

State = tuple[ConsentState | None, int]
REFUSED, IN_FORCE = (ConsentState.REFUSED, 0), (ConsentState.IN_FORCE, 0)
NOTHING: State = (None, 0)


def _scanned(session: Session, day: date) -> Scanned:
    return scans.checked(ways.png()).signed(day, has_our_words=True, clock=session.clock)


def _no(session: Session, participant: str, witness: Witness | None = None) -> None:
    session.do(RefuseAgreement(participant=participant, text_version=2, words="No.", witness=witness))


def _stop(level: Level) -> Callable[[Session, str], None]:
    def stop(session: Session, participant: str) -> None:
        session.do(Withdraw(participant=participant, level=level, said_on=session.today(), told_to="K."))

    return stop


SIGNS: dict[str, Callable[[Session, str], None]] = {
    "drawn": studies.sign,
    "typed": lambda s, p: studies.sign(s, p, signed=ways.signed_in(Way.TYPED)),
    "a mark": lambda s, p: studies.sign(s, p, signed=ways.signed_in(Way.MARK)),
    "on paper today": lambda s, p: studies.sign(s, p, signed=_scanned(s, s.today())),
}
STATEMENTS: dict[str, Callable[[Session, str], None]] = {
    **SIGNS,
    "on paper before": lambda s, p: studies.sign(s, p, signed=_scanned(s, EARLIER)),
    "a no": _no,
    "a no before a witness": lambda s, p: _no(s, p, Witness(ways.NAME, studies.signature(3))),
    **{level.name: _stop(level) for level in RECORDED},
}
STATES: dict[State, Callable[[Session, str], None]] = {
    NOTHING: lambda s, p: None,
    IN_FORCE: lambda s, p: studies.sign(s, p, on=date(2026, 5, 10)),
    REFUSED: _no,
    **{(ConsentState.WITHDRAWN, level.value): _stop(level) for level in RECORDED},
}


def leads_to(state: State, statement: str) -> State:
    """The table: where somebody stands after a statement. The same as before where it is refused."""
    if statement in SIGNS:
        return IN_FORCE
    if statement == "on paper before":
        return IN_FORCE if state == NOTHING else state
    if statement.startswith("a no"):
        return state if state[0] is ConsentState.WITHDRAWN else REFUSED
    level = Level[statement].value
    return (ConsentState.WITHDRAWN, max(level, state[1]))


def _is_said_again(state: State, statement: str) -> bool:
    """A new agreement takes the place of one, and a no may be said twice."""
    return (state == IN_FORCE and statement in SIGNS) or (state == REFUSED and statement.startswith("a no"))


def test_that_s6_each_statement_leads_from_each_state_where_it_may_and_nowhere_else() -> None:
    session = studies.in_memory()
    for state, come_to in STATES.items():
        for statement, make in STATEMENTS.items():
            participant = studies.add_person(session)
            come_to(session, participant)
            before, expected = session.sequence, leads_to(state, statement)
            with contextlib.suppress(Refused):
                make(session, participant)
            assert (session.sequence > before) is not (expected == state and not _is_said_again(state, statement))
            newest = session.study.store.consents.newest(participant)
            assert ((newest.state, newest.level) if newest else NOTHING) == expected, (state, statement)
            assert (newest is not None and newest.uses.interview and newest.state is ConsentState.IN_FORCE) is (
                expected == IN_FORCE
            )


def test_that_s6_what_is_missing_of_a_signature_files_nothing() -> None:
    session = studies.in_memory()
    participant = studies.add_person(session)
    drawn = studies.signature()
    before = session.sequence
    for signed in (
        EMPTY,
        Typed("  ", studies.SIGNED_AT, 60),
        Typed("a" * (LONGEST_NAME + 1), studies.SIGNED_AT, 60),
        Mark(EMPTY, Witness("K.", drawn)),
        Mark(drawn, Witness(" ", drawn)),
        Mark(drawn, Witness("K.", EMPTY)),
        replace(_scanned(session, EARLIER), size=0),
    ):
        with pytest.raises(Refused, match="Nothing was filed"):
            studies.sign(session, participant, signed=signed)
    for witness in (Witness(" ", drawn), Witness("K.", EMPTY)):
        with pytest.raises(Refused, match="Nothing was recorded"):
            _no(session, participant, witness)
    assert session.sequence == before
    with pytest.raises(Refused, match="shorter"):
        ways.file_agreement(session, participant, Way.TYPED, place="x" * (LONGEST_PLACE + 1))


# --- a paper from before


def test_that_what_was_said_after_a_paper_was_signed_is_taken_in_and_nothing_from_before() -> None:
    """The study was on paper before it came here."""
    session = studies.in_memory()
    participant = studies.add_person(session, order_start=date(2026, 2, 2))
    with pytest.raises(ConsentMissing):
        studies.rate(session, participant, "housing", "4", 2, date(2026, 3, 2))
    ways.file_agreement(session, participant, Way.PAPER, signed_on=date(2026, 3, 1), has_our_words=False)
    consent = session.study.store.consents.newest(participant)
    assert consent is not None
    assert (consent.signed_at, consent.text_version) == ("2026-03-01T12:00:00.000Z", 0)
    with pytest.raises(Refused, match="signed on 1 March 2026 only"):
        studies.rate(session, participant, "housing", "4", 2, date(2026, 2, 28))
    studies.rate(session, participant, "housing", "4", 2, date(2026, 3, 2))


def test_that_a_paper_signed_on_a_day_to_come_or_too_long_ago_is_not_filed() -> None:
    session = studies.in_memory()
    participant = studies.add_person(session)
    for day, why in ((date(2026, 5, 15), "has not come yet"), (date(1926, 5, 15), "too long ago")):
        with pytest.raises(Refused, match=why):
            studies.sign(session, participant, signed=_scanned(session, day))
    studies.sign(session, participant, signed=_scanned(session, LATER))


def test_that_only_the_scan_that_was_shown_is_filed() -> None:
    session = studies.in_memory()
    participant = studies.add_person(session)
    shown = ways.file_agreement(session, participant, Way.PAPER)
    another = replace(shown.prepared.scanned, sha256="0" * 64) if shown.prepared.scanned else None
    assert another is not None
    for signed in (another, studies.signature(1)):
        with pytest.raises(Refused, match="another than the one shown"):
            agreements.sign(session, shown, signed, studies.signature(2))
