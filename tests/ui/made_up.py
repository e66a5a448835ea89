"""Studies of made-up people for page tests: a session over a store in memory, with a clock that stands still."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ojm_desktop.domain.agreement import Signature, StrokePoint, Uses
from ojm_desktop.domain.agreement_text import CURRENT, for_study
from ojm_desktop.domain.clock import Instant, rfc3339
from ojm_desktop.domain.plan import StudyPlan
from ojm_desktop.domain.rating import Giver, RatingKey
from ojm_desktop.domain.template import bristol
from ojm_desktop.service import studies
from ojm_desktop.service.edits import SetUpStudy
from ojm_desktop.service.edits.agreement import SignAgreement
from ojm_desktop.service.edits.people import AddParticipant
from ojm_desktop.service.edits.ratings import SetRating
from ojm_desktop.service.session import Session
from ojm_desktop.store.connection import create_in_memory
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.store.study_store import Store
from ojm_desktop.vault.sealing import Sealer
from tests.derived import salt_of_this_run
from tests.studies import PASSPHRASE, QUICK, SIGNED_AT, with_basis

TODAY = date(2026, 5, 14)


class StandingClock:
    """A clock that a test moves; it stands at 14:02:11 on 14 May 2026 in British Summer Time."""

    earliest: date | None = None

    def __init__(self) -> None:
        self.moment = datetime(2026, 5, 14, 13, 2, 11, tzinfo=UTC)
        self._ticks = 0

    def now(self) -> Instant:
        self._ticks += 1
        return Instant(rfc3339(self.moment), 60, self._ticks)

    def go_on(self, **how_long: float) -> None:
        """Let time pass, as timedelta takes it."""
        self.moment += timedelta(**how_long)


def session(plan: StudyPlan | None = None) -> Session:
    """An open study in memory, under the Bristol template unless another plan is given."""
    store = Store(create_in_memory(MIGRATIONS))
    sealer = Sealer(secrets.token_bytes(32), "0" * 32, 1, link_key=secrets.token_bytes(32))
    opened = Session(store, "slot-1", sealer, StandingClock())
    opened.do(SetUpStudy(plan=with_basis(plan) if plan else bristol("North bridge", is_practice=True)))
    return opened


def on_disk(folder: Path) -> Session:
    """A study in a folder, under a passphrase that costs as little as one may."""
    with salt_of_this_run():
        return studies.create(
            folder, with_basis(bristol("North bridge")), PASSPHRASE, StandingClock(), parameters=QUICK
        ).session


def add(opened: Session, cohort: str = "1", weeks_ago: float = 8, age: int = 34) -> str:
    """Add a person whose order began so many weeks before today; their id."""
    started = TODAY - timedelta(days=round(weeks_ago * 7))
    changes = opened.do(AddParticipant(cohort=cohort, order_start=started, age=age))
    (participant,) = changes.participants
    return participant


def drawn() -> Signature:
    """A short stroke."""
    return Signature(((StrokePoint(500, 900, 500, 0), StrokePoint(3000, 1200, 500, 40)),), SIGNED_AT, 60)


def sign(opened: Session, participant: str, *, interview: bool = True) -> None:
    """File an agreement without a page: a paper of one byte is enough for the gate."""
    paper = b"%PDF-made-up"
    digest = hashlib.sha256(paper).hexdigest()
    opened.do(
        SignAgreement(
            participant=participant,
            text_version=CURRENT.version,
            text_sha256=for_study(opened.plan.basis).sha256,
            language=CURRENT.language,
            read_aloud=True,
            uses=Uses(interview=interview, diary=True, quotes=True, audio=False, contact=True),
            shown_sha256=digest,
            shown_size=len(paper),
            signed_pdf=paper,
            signed_sha256=digest,
            participant_signature=drawn(),
            researcher_signature=drawn(),
        )
    )


def rate(opened: Session, participant: str, wave: str, *, pathways: int = 8, value: int = 1) -> None:
    """Give the same value on the first few pathways at a wave."""
    for pathway in opened.plan.pathways[:pathways]:
        opened.do(
            SetRating(
                key=RatingKey(participant, pathway.key, wave), value=value, held_on=TODAY, given_by=Giver.PARTICIPANT
            )
        )
