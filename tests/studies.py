"""Studies for tests: quick to unlock, with a clock that can be set, and a person who has signed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ojm_desktop.domain import template
from ojm_desktop.domain.agreement import AgreementText, Signature, StrokePoint, Uses
from ojm_desktop.domain.basis import Basis
from ojm_desktop.domain.clock import Instant, rfc3339
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.domain.rating import RatingKey
from ojm_desktop.domain.signing import Signed
from ojm_desktop.service import agreement_texts, studies
from ojm_desktop.service.edits import AddParticipant, SetRating, SetUpStudy, SignAgreement
from ojm_desktop.service.session import Session
from ojm_desktop.store.connection import create_in_memory
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.store.study_store import Store
from ojm_desktop.vault import keys
from ojm_desktop.vault.sealing import Sealer
from tests import derived

PASSPHRASE = "amber kettle drifts under seven bridges"
QUICK = derived.QUICK
ALL_USES = Uses(interview=True, diary=True, quotes=True, audio=False, contact=True)
SIGNED_AT = "2026-02-02T13:02:11.000Z"
"""Before any week of the orders that tests begin: a week that was over by then is asked of nobody."""
SLOT = "5" * 32
BASIS = Basis(
    lawful_basis="Task in the public interest",
    condition="Research",
    dpia_reference="DPIA 12",
    controller="Made-up University",
    contact="the research team, room 4",
    retention_months=24,
    last_withdrawal_day=date(2026, 9, 30),
)


def with_basis(plan: StudyPlan) -> StudyPlan:
    """A plan as it is once the study's basis was entered, without which nobody can be added."""
    return plan if plan.basis is not None else replace(plan, basis=BASIS)


@dataclass
class SetClock:
    """A clock that stands still until it is told to move."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 5, 14, 13, 2, 11, tzinfo=UTC))
    monotonic: int = 0
    offset: int = 60
    earliest: date | None = None
    """A story, unless a test is about the clock: then nothing is held against it."""

    def now(self) -> Instant:
        return Instant(rfc3339(self.moment), self.offset, self.monotonic)

    def move(self, **by: float) -> None:
        """Let time pass: move(minutes=5)."""
        step = timedelta(**by)
        self.moment += step
        self.monotonic += int(step.total_seconds() * 1000)


def in_memory(plan: StudyPlan | None = None, clock: SetClock | None = None, *, may_seal: bool = True) -> Session:
    """A session over an empty study that has no file."""
    held = keys.fresh()
    assert held.identity is not None
    assert held.link is not None
    sealer = Sealer(held.identity, "a" * 32, 1, link_key=held.link) if may_seal else None
    session = Session(Store(create_in_memory(MIGRATIONS)), SLOT, sealer, clock or SetClock())
    session.do(SetUpStudy(plan=with_basis(plan or template.bristol("north-bridge"))))
    return session


def in_memory_sealer(session: Session) -> Sealer:
    """The sealer of a session, for replaying its log."""
    return session.study.sealed_side.sealer


def as_analyst(session: Session) -> Session:
    """The same study as the key of an analyst opens it: without the sealed side."""
    return Session(session._store, "9" * 32, None, session.clock)


def on_disk(folder: Path, plan: StudyPlan | None = None, clock: SetClock | None = None) -> Session:
    """A new study in a folder, open; its passphrase is PASSPHRASE."""
    plan = with_basis(plan or template.bristol("north-bridge"))
    with derived.salt_of_this_run():
        return studies.create(folder, plan, PASSPHRASE, clock or SetClock(), parameters=QUICK).session


def reopened(folder: Path, clock: SetClock | None = None) -> Session:
    """The same study after a close."""
    return studies.open_(folder, PASSPHRASE, clock or SetClock())


def unlocked(session: Session) -> studies.Unlocked:
    """The keys of an open study on disk, to open it again later without the passphrase."""
    assert session.place is not None
    return studies.Unlocked(session.place.folder, session.place.opened)


def add_person(session: Session, cohort: str = "1", order_start: date = date(2026, 3, 2)) -> str:
    """A new participant's id."""
    before = {person.id for person in session.study.store.people.all()}
    session.do(AddParticipant(cohort=cohort, order_start=order_start, age=34))
    (new,) = {person.id for person in session.study.store.people.all()} - before
    return new


def person_of(session: Session) -> str:
    """The first participant's id."""
    return session.study.store.people.all()[0].id


def signature(seed: int = 1, signed_at: str = SIGNED_AT) -> Signature:
    """A short scribble."""
    points = tuple(StrokePoint(1000 + 40 * n, 3000 + (seed * n * 97) % 2000, 500, 8 * n) for n in range(30))
    return Signature((points,), signed_at, 60)


def sign(
    session: Session,
    participant: str,
    uses: Uses = ALL_USES,
    on: date | None = None,
    signed: Signed | None = None,
    text: AgreementText | None = None,
) -> None:
    """File an agreement for a person, through the edit that the agreement page uses; the paper is a few bytes."""
    text = text or agreement_texts.current(session)
    signed_at = f"{on}T13:02:11.000Z" if on is not None else SIGNED_AT
    shown, added = b"%PDF-1.7 what was shown", b" and what was signed"
    session.do(
        SignAgreement(
            participant=participant,
            text_version=text.version,
            text_sha256=text.sha256,
            language=text.language,
            read_aloud=True,
            uses=uses,
            shown_sha256=hashlib.sha256(shown).hexdigest(),
            shown_size=len(shown),
            signed_pdf=shown + added,
            signed_sha256=hashlib.sha256(shown + added).hexdigest(),
            participant_signature=signed or signature(1, signed_at),
            researcher_signature=signature(2, signed_at),
        )
    )


def signed_person(session: Session, cohort: str = "1", order_start: date = date(2026, 3, 2)) -> str:
    """A participant who may be asked."""
    participant = add_person(session, cohort, order_start)
    sign(session, participant)
    return participant


def rate(session: Session, participant: str, pathway: str, wave: str, value: int, held_on: date) -> None:
    """One rating."""
    session.do(SetRating(key=RatingKey(participant, pathway, wave), value=value, held_on=held_on))
