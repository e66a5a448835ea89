"""How far an agreement has come: which steps are done, what comes next, what is waited for. Plain rules, no window."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from ojm_desktop.domain.agreement import AgreementPart, AgreementText, Signature, Uses
from ojm_desktop.domain.counting import counted, noun
from ojm_desktop.domain.signing import Scanned, Signed, Way


class Step(Enum):
    """The steps in their order; the value is what the list calls them."""

    LANGUAGE = "Language"
    READ = "Read"
    UNDERSTOOD = "Understood"
    REPORTED = "What is reported"
    CHOICES = "Choices"
    SIGN = "Sign"
    FILE = "File"

    @property
    def number(self) -> int:
        """Place in the list, from 1."""
        return list(Step).index(self) + 1


@dataclass
class Progress:
    """What was read, chosen and signed so far. The part on what must be passed on is a step of its own (MB16).

    `is_on_paper`: it was signed in ink before, so nothing is read out now; what the paper says is copied.
    `understood` are the answers to the questions of the text, in the person's words, as many as there are questions
    once one was given.
    """

    text: AgreementText
    read_aloud: bool | None = None
    parts_read: int = 0
    understood: tuple[str, ...] = ()
    reported_at: str = ""
    uses: dict[str, bool] = field(default_factory=dict)
    participant: Signed | None = None
    researcher: Signature | None = None
    is_filed: bool = False
    is_on_paper: bool = False
    way: Way = Way.DRAWN
    place: str = ""

    @property
    def parts(self) -> tuple[AgreementPart, ...]:
        """The parts of the step Read."""
        return self.text.parts[:-1]

    @property
    def reported(self) -> AgreementPart:
        """What must be passed on, and to whom."""
        return self.text.parts[-1]

    @property
    def answered(self) -> int:
        """How many of the questions of the text have an answer."""
        return sum(bool(words.strip()) for words in self.understood)

    def skips(self, step: Step) -> bool:
        """Whether a step is not asked for: whoever signed in ink before has read it there."""
        return self.is_on_paper and step in (Step.READ, Step.UNDERSTOOD, Step.REPORTED)

    def after(self, step: Step) -> Step:
        """The step that comes next."""
        return next(later for later in list(Step)[step.number :] if not self.skips(later))

    def before(self, step: Step) -> Step:
        """The step that came before."""
        return next(earlier for earlier in reversed(list(Step)[: step.number - 1]) if not self.skips(earlier))

    def is_done(self, step: Step) -> bool:
        """Whether nothing is missing from a step; nothing is once the paper is sealed."""
        if self.is_filed or self.skips(step):
            return True
        return {
            Step.LANGUAGE: self.read_aloud is not None or self.is_on_paper,
            Step.READ: self.parts_read >= len(self.parts),
            Step.UNDERSTOOD: self.answered == len(self.text.questions),
            Step.REPORTED: bool(self.reported_at),
            Step.CHOICES: len(self.uses) == len(self.text.uses) and self.uses.get("interview", False),
            Step.SIGN: self.participant is not None and self.researcher is not None,
            Step.FILE: self.is_filed,
        }[step]

    def can_go(self, step: Step) -> bool:
        """Steps can be revisited until the paper is sealed; a step needs all before it."""
        if self.is_filed:
            return step is Step.FILE
        if step is Step.FILE or self.skips(step):
            return False
        return all(self.is_done(earlier) for earlier in list(Step)[: step.number - 1])

    def says(self, step: Step) -> str:
        """The second line of a step in the list."""
        if self.is_filed and step is not Step.FILE:
            return ""
        if self.skips(step):
            return "On the paper"
        how = {None: "", True: "Read aloud", False: "Read by the participant"}[self.read_aloud]
        yes = sum(self.uses.values())
        signed = sum(signature is not None for signature in (self.participant, self.researcher))
        return {
            Step.LANGUAGE: "Signed on paper" if self.is_on_paper else self.text.name,
            Step.READ: how if self.is_done(Step.READ) else f"{self.parts_read} of {counted(len(self.parts), 'part')}",
            Step.UNDERSTOOD: f"{self.answered} of {counted(len(self.text.questions), 'answer')}",
            Step.REPORTED: f"Shown, {self.reported_at[:5]}" if self.reported_at else "Must be shown",
            Step.CHOICES: f"{yes} yes, {len(self.uses) - yes} no"
            if self.uses
            else f"{counted(len(self.text.uses), 'question')} to answer",
            Step.SIGN: f"{signed} of 2 signed",
            Step.FILE: "Sealed" if self.is_filed else "Seal, print, hand over",
        }[step]

    def waits_for(self, step: Step) -> str:
        """What this step still needs, as a sentence; empty when one can go on."""
        if self.is_done(step):
            return ""
        if step is Step.UNDERSTOOD:
            left = len(self.text.questions) - self.answered
            return f"Waiting for {left} more {noun(left, 'answer')} in their words"
        if step is Step.CHOICES:
            left = len(self.text.uses) - len(self.uses)
            if left:
                return f"Waiting for {left} more {noun(left, 'answer')}"
            return "Without interviews there is nothing to sign"
        if step is Step.SIGN:
            return "Waiting for the researcher’s signature" if self.participant else _AWAITED[self.way]
        return "Waiting for how it is read" if step is Step.LANGUAGE else ""

    def put_read_aloud(self, aloud: bool) -> bool:
        """How it is read; whether what was signed has to be signed again, because the paper says it."""
        changed = self.read_aloud != aloud or self.is_on_paper
        self.read_aloud = aloud
        if self.is_on_paper:
            self.is_on_paper, self.way = False, Way.DRAWN
        return self._unsigned() if changed else False

    def put_text(self, text: AgreementText) -> bool:
        """Other words, of which nothing was read yet; whether what was signed has to be signed again."""
        if text == self.text:
            return False
        self.text, self.parts_read, self.reported_at, self.uses, self.understood = text, 0, "", {}, ()
        return self._unsigned()

    def put_on_paper(self) -> bool:
        """It was signed in ink before; whether what was signed here has to go."""
        changed = not self.is_on_paper
        self.is_on_paper, self.read_aloud, self.way = True, None, Way.PAPER
        return self._unsigned() if changed else False

    def put_way(self, way: Way, signed: Signed | None) -> bool:
        """How the participant signs, and what stands in that box; whether the paper is another one by it."""
        is_other = (way is Way.PAPER) is not (self.way is Way.PAPER)
        self.way, self.participant = way, signed
        if is_other:
            self.researcher = None
        return is_other

    def put_scanned(self, scanned: Scanned | None) -> None:
        """A paper was given, or something of it lacks: the researcher signs the record of what it is now."""
        self.participant, self.researcher = scanned, None

    def put_use(self, use: str, answer: bool) -> bool:
        """A yes or no; whether what was signed has to be signed again."""
        changed, self.uses[use] = self.uses.get(use) != answer, answer
        return self._unsigned() if changed else False

    def chosen(self) -> Uses:
        """The answers as the paper states them; every use has to be answered."""
        return Uses(**self.uses)

    def _unsigned(self) -> bool:
        was_signed = self.participant is not None or self.researcher is not None
        self.participant = self.researcher = None
        return was_signed


_AWAITED: Final = {
    Way.DRAWN: "Waiting for the participant’s signature",
    Way.TYPED: "Waiting for the participant’s name",
    Way.MARK: "Waiting for the mark and its witness",
    Way.PAPER: "Waiting for the paper, its day and its words",
}
"""What the participant's box still needs."""
