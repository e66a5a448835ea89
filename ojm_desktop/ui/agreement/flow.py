"""One person's agreement under way: what was chosen, the paper that says it, and the two edits that can end it."""

from __future__ import annotations

import hashlib

from ojm_desktop.domain.agreement_text import CURRENT, for_study
from ojm_desktop.domain.clock import local_time
from ojm_desktop.service import agreements
from ojm_desktop.service.agreements import Prepared, Shown
from ojm_desktop.service.edits import RefuseAgreement
from ojm_desktop.service.queries.people import needs_new_signature, row
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset
from ojm_desktop.ui.agreement.paper import Ink
from ojm_desktop.ui.agreement.progress import Progress


class Flow:
    """Holds no widget. The paper is made, and its showing logged, once for each set of answers."""

    def __init__(self, session: Session, participant: str) -> None:
        self._session = session
        self.participant = participant
        self.code = session.study.participant(participant).code
        self.progress = Progress(for_study(session.plan.basis))
        self.shown: Shown | None = None
        found = row(session, participant)
        if agreements.filed(session, participant) is not None and not needs_new_signature(found):
            self.progress.is_filed = True

    def explained(self) -> None:
        """The part on what must be passed on was shown, now."""
        instant = self._session.clock.now()
        self.progress.reported_at = self.progress.reported_at or local_time(instant.utc, instant.offset)

    def paper(self) -> Shown:
        """The paper for the answers given, shown and logged as shown. Raises OjmError."""
        uses, aloud = self.progress.chosen(), bool(self.progress.read_aloud)
        said = self.shown.prepared if self.shown else None
        if self.shown is None or said is None or (said.uses, said.read_aloud) != (uses, aloud):
            self.shown = agreements.show(self._session, self._prepare())
        return self.shown

    def _prepare(self) -> Prepared:
        uses, aloud = self.progress.chosen(), bool(self.progress.read_aloud)
        return agreements.prepare(self._session, self.participant, uses, read_aloud=aloud, typeset=Typeset())

    def resume(self, shown_sha256: str, record_words: tuple[str, ...]) -> bool:
        """Whether the paper for the answers given is, byte for byte, one that was shown before; then it is this one."""
        prepared = self._prepare()
        if hashlib.sha256(prepared.shown_pdf).hexdigest() != shown_sha256:
            return False
        self.shown = Shown(prepared, record_words)
        return True

    def ink(self) -> tuple[Ink, ...]:
        """Signatures that are drawn but not yet part of the bytes."""
        if self.shown is None or self.progress.is_filed:
            return ()
        paper, progress = self.shown.prepared.paper, self.progress
        drawn = ((progress.participant, paper.participant_box), (progress.researcher, paper.researcher_box))
        return tuple(Ink(signature, box) for signature, box in drawn if signature is not None)

    def seal(self) -> None:
        """File the paper that is shown with both signatures. Raises Refused with nothing filed."""
        participant, researcher = self.progress.participant, self.progress.researcher
        if self.shown is None or participant is None or researcher is None:
            raise ValueError("nothing is sealed before both have signed the paper that is shown")
        agreements.sign(self._session, self.shown, participant, researcher)
        self.progress.is_filed = True

    def refuse(self, words: str) -> None:
        """File the refusal. Raises OjmError with nothing filed."""
        self._session.do(RefuseAgreement(participant=self.participant, text_version=CURRENT.version, words=words))
