"""One person's agreement under way: what was chosen, the paper that says it, and the two edits that can end it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ojm_desktop.domain.clock import local_time
from ojm_desktop.domain.signing import Scanned, Witness
from ojm_desktop.service import agreement_texts, agreements
from ojm_desktop.service.agreements import Prepared, Shown
from ojm_desktop.service.edits import RefuseAgreement
from ojm_desktop.service.queries.people import needs_new_signature, row
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset
from ojm_desktop.ui.agreement.from_paper import FromPaper
from ojm_desktop.ui.agreement.paper import Ink, Lettering
from ojm_desktop.ui.agreement.progress import Progress

if TYPE_CHECKING:
    from ojm_desktop.domain.agreement import AgreementText
    from ojm_desktop.service.scans import Scan


class Flow:
    """Holds no widget. The paper is made, and its showing logged, once for each set of answers."""

    def __init__(self, session: Session, participant: str) -> None:
        self._session = session
        self.participant = participant
        self.code = session.study.participant(participant).code
        self.progress = Progress(agreement_texts.current(session))
        self.shown: Shown | None = None
        self.scan: Scan | None = None
        self._typeset = Typeset()
        found = row(session, participant)
        if agreements.filed(session, participant) is not None and not needs_new_signature(found):
            self.progress.is_filed = True

    def choose_text(self, text: AgreementText) -> bool:
        """The words in another language or style, read from the beginning; whether what was signed has to go."""
        return self.progress.put_text(text)

    def take_up_text(self, sha256: str) -> None:
        """The words of that hash, which are still read."""
        for text in agreement_texts.published(self._session):
            if text.sha256 == sha256:
                self.progress.put_text(text)

    def explained(self) -> None:
        """The part on what must be passed on was shown, now."""
        instant = self._session.clock.now()
        self.progress.reported_at = self.progress.reported_at or local_time(instant.utc, instant.offset)

    def paper(self) -> Shown | None:
        """The paper for the answers given, shown and logged as shown; None while a scan is awaited. Raises OjmError."""
        progress = self.progress
        scanned = progress.participant if isinstance(progress.participant, Scanned) else None
        if scanned is None and progress.is_on_paper:
            self.shown = None
            return None
        uses, aloud = progress.chosen(), bool(progress.read_aloud)
        said = self.shown.prepared if self.shown else None
        given = (progress.text, uses, aloud and scanned is None, scanned)
        if said is None or (said.text, said.uses, said.read_aloud, said.scanned) != given:
            self.shown = agreements.show(self._session, self._prepare())
        return self.shown

    def take_paper(self, given: FromPaper | None) -> None:
        """A paper signed in ink, with its day and words, or part of that lacks."""
        clock, self.scan = self._session.clock, given.scan if given else None
        self.progress.put_scanned(
            given.scan.signed(given.signed_on, has_our_words=given.has_our_words, clock=clock) if given else None
        )

    def _prepare(self) -> Prepared:
        progress, session = self.progress, self._session
        uses, aloud, scanned = progress.chosen(), bool(progress.read_aloud), progress.participant
        if isinstance(scanned, Scanned) and self.scan is not None:
            return agreements.prepare_record(
                session, self.participant, uses, self.scan, scanned, typeset=self._typeset, text=progress.text
            )
        return agreements.prepare(
            session, self.participant, uses, read_aloud=aloud, typeset=self._typeset, text=progress.text
        )

    def resume(self, shown_sha256: str, record_words: tuple[str, ...]) -> bool:
        """Whether the paper for the answers given is, byte for byte, one that was shown before; then it is this one."""
        prepared = self._prepare()
        if hashlib.sha256(prepared.shown_pdf).hexdigest() != shown_sha256:
            return False
        self.shown = Shown(prepared, record_words)
        return True

    def ink(self) -> tuple[Ink | Lettering, ...]:
        """Signatures that are given but not yet part of the bytes."""
        if self.shown is None or self.progress.is_filed:
            return ()
        from ojm_desktop.report.agreement_signing import in_box

        paper, progress = self.shown.prepared.paper, self.progress
        given = ((progress.participant, paper.participant_box), (progress.researcher, paper.researcher_box))
        boxes = [in_box(signature, box, self._typeset) for signature, box in given if signature is not None]
        drawn = [Ink(*each) for box in boxes for each in box.drawn]
        return (*drawn, *(Lettering(line.words, line.x, line.y) for box in boxes for line in box.words))

    def seal(self) -> None:
        """File the paper that is shown with both signatures. Raises Refused with nothing filed."""
        participant, researcher = self.progress.participant, self.progress.researcher
        if self.shown is None or participant is None or researcher is None:
            raise ValueError("nothing is sealed before both have signed the paper that is shown")
        progress = self.progress
        understood = () if isinstance(participant, Scanned) else tuple(one.strip() for one in progress.understood)
        agreements.sign(self._session, self.shown, participant, researcher, place=progress.place, understood=understood)
        self.progress.is_filed = True

    def refuse(self, words: str, witness: Witness | None = None) -> None:
        """File the refusal. Raises OjmError with nothing filed."""
        self._session.do(
            RefuseAgreement(
                participant=self.participant,
                text_version=self.progress.text.version,
                words=words,
                witness=witness,
                place=self.progress.place,
            )
        )
