"""An agreement that was interrupted: what was answered, drawn and typed, kept sealed, and taken up where it stopped.

Strokes count only on the paper that was shown when they were drawn: it is made again from the same answers, and where
its bytes are others (another day, other words) both sign again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from ojm_desktop.domain.agreement import Signature
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.signing import Signed, Way
from ojm_desktop.service import agreement_texts
from ojm_desktop.service.drafts import agreement_place
from ojm_desktop.service.session import Session
from ojm_desktop.store.codec import from_text, to_text
from ojm_desktop.ui.agreement.flow import Flow
from ojm_desktop.ui.agreement.progress import Step
from ojm_desktop.ui.agreement.signing import SigningPanel
from ojm_desktop.ui.agreement.ways import NO_MARK, HalfMarked
from ojm_desktop.ui.half_done import HalfDone


@dataclass(frozen=True)
class Interrupted:
    """Everything that is not on paper yet, for the words of `text_sha256`.

    `part` is the part being read; `cursor` stands in the refusal's words. `shown_sha256` and `record_words` are those
    of the paper that was shown; empty before one was. `typed` and `marked` are what stands in those boxes. A scan is
    not kept: its file is where it was, and is chosen again.
    """

    text_sha256: str
    step: Step
    part: int
    is_refusing: bool
    refusal: str
    cursor: int
    read_aloud: bool | None
    parts_read: int
    reported_at: str
    uses: dict[str, bool]
    shown_sha256: str
    record_words: tuple[str, ...]
    participant: Signed | None
    researcher: Signature | None
    is_on_paper: bool = False
    way: Way = Way.DRAWN
    place: str = ""
    typed: str = ""
    marked: HalfMarked = NO_MARK
    understood: tuple[str, ...] = ()

    def put_into(self, flow: Flow) -> bool:
        """Put it back; whether the signatures could be, or there were none."""
        progress = flow.progress
        flow.take_up_text(self.text_sha256)
        progress.read_aloud, progress.parts_read = self.read_aloud, min(self.parts_read, len(progress.parts))
        progress.reported_at, progress.uses = self.reported_at, dict(self.uses)
        progress.understood = self.understood
        progress.is_on_paper, progress.way, progress.place = self.is_on_paper, self.way, self.place
        if not self.shown_sha256:
            return True
        if flow.resume(self.shown_sha256, self.record_words):
            progress.participant, progress.researcher = self.participant, self.researcher
            return True
        return self.participant is None and self.researcher is None


def stated(
    flow: Flow | None, step: Step, part: int, is_refusing: bool, refusal: str, cursor: int, signing: SigningPanel
) -> tuple[HalfDone, ...]:
    """What is half done now, if anything was answered."""
    if flow is None or flow.progress.is_filed:
        return ()
    progress = flow.progress
    if progress.read_aloud is None and not progress.is_on_paper and not refusal and not progress.place:
        return ()
    is_scan = progress.way is Way.PAPER
    shown = None if is_scan else flow.shown
    now = Interrupted(
        text_sha256=progress.text.sha256,
        step=step,
        part=part,
        is_refusing=is_refusing,
        refusal=refusal,
        cursor=cursor,
        read_aloud=progress.read_aloud,
        parts_read=progress.parts_read,
        reported_at=progress.reported_at,
        uses=dict(progress.uses),
        shown_sha256=hashlib.sha256(shown.prepared.shown_pdf).hexdigest() if shown else "",
        record_words=shown.record_words if shown else (),
        participant=None if is_scan else progress.participant,
        researcher=None if is_scan else progress.researcher,
        is_on_paper=progress.is_on_paper,
        way=progress.way,
        place=progress.place,
        typed=signing.typed.name.text(),
        marked=signing.marked.half(),
        understood=progress.understood,
    )
    return (HalfDone(agreement_place(flow.participant), to_text(now), cursor, is_sealed=True),)


def found(session: Session, participant: str, aside: HalfDone | None = None) -> Interrupted | None:
    """What was interrupted with a person; None where nothing was, or the text has other words by now: read it again."""
    draft = aside or session.draft(agreement_place(participant))
    if draft is None:
        return None
    try:
        kept = from_text(draft.text, Interrupted)
    except OjmError:
        return None
    is_read = any(kept.text_sha256 == text.sha256 for text in agreement_texts.published(session))
    return kept if is_read else None


class Aside:
    """Agreements half done that another person's took the page from, each waiting for its person."""

    def __init__(self) -> None:
        self._kept: dict[str, HalfDone] = {}

    def put(self, flow: Flow | None, now: Iterable[HalfDone]) -> None:
        """Somebody else's agreement comes: what is half done of this one waits."""
        for each in now:
            if flow is not None:
                self._kept[flow.participant] = each

    def take(self, participant: str) -> HalfDone | None:
        """What waits for a person, who has the page now."""
        return self._kept.pop(participant, None)

    def half_done(self, session: Session) -> tuple[HalfDone, ...]:
        """What is to be kept: nothing of somebody whose adding was undone."""
        people = session.study.store.people
        return tuple(each for person, each in self._kept.items() if people.get(person) is not None)
