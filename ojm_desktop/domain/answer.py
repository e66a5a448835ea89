"""What stands at one question of a visit: an answer or why there is none; and the notes beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.rating import Giver, Missing, Rating
from ojm_desktop.domain.visit import Mode

LONGEST_TYPED = 100_000
"""Characters an editor holds; a longer text stands beside its question as an attached one (interview: bad input)."""
SHOWN_OF_ATTACHED = 500
LONGEST_TEXT = 10_000_000
"""Characters of one answer: a book's worth of five thousand pages; what is longer is a file."""
MOST_OCTETS = 20 * 1024 * 1024
"""Of one file that is an answer: it is encrypted, logged by its hash and in every backup."""


class NonAnswer(Enum):
    """Why a question has no answer: six reasons, each with a code of its own in every export."""

    DONT_KNOW = "dont_know"
    REFUSED = "refused"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASKED_TIME = "not_asked_time"
    NOT_ASKED_DISTRESS = "not_asked_distress"
    NOT_ASKED_THIRD_PARTY = "not_asked_third_party"

    @property
    def words(self) -> str:
        """The reason as it is shown."""
        return {
            "dont_know": "don't know",
            "refused": "refused",
            "not_applicable": "not applicable",
            "not_asked_time": "not asked: time",
            "not_asked_distress": "not asked: distress",
            "not_asked_third_party": "not asked: third party present",
        }[self.value]


_OPEN = frozenset(reason.words for reason in NonAnswer if reason is not NonAnswer.REFUSED)


def why_none(rating: Rating) -> str:
    """Why a rating has no value, in a word: "declined", "missed"; empty where it has one.

    Whoever was there and left the question open, or was spared it, is kept under the letter N with that reason; "not
    reached" would be untrue of them, so it is said as "no answer".
    """
    if rating.missing is None:
        return ""
    return "no answer" if rating.missing is Missing.NOT_REACHED and rating.reason in _OPEN else rating.missing.words


class Comparison(Enum):
    """What the person says of their answer beside the last wave's; the last is never overwritten."""

    SAME = "same"
    CHANGED = "changed"
    WAS_WRONG = "was_wrong"


@dataclass(frozen=True, order=True)
class AnswerKey:
    """Visit id and path, with the positions of repeats."""

    visit: str
    path: str


@dataclass(frozen=True)
class Answer:
    """A value as the questionnaire writes it, or a `non_answer`, never both.

    One that is not relevant any more stays, out of the record, and comes back when it is relevant again. `file` is the
    SHA-256 of an answer that is a file, in hex; its value is then the file's name.
    """

    key: AnswerKey
    participant: str
    value: str
    language: str
    given_by: Giver
    mode: Mode
    at: str
    non_answer: NonAnswer | None = None
    comparison: Comparison | None = None
    is_relevant: bool = True
    file: str = ""

    def __post_init__(self) -> None:
        if self.non_answer is not None and self.value:
            raise Refused("A question has an answer or a reason why there is none. Nothing was changed.")

    @property
    def is_cleared(self) -> bool:
        """Somebody took a default away: no answer and no reason, and the default does not come back."""
        return not self.value and self.non_answer is None

    @property
    def is_attached(self) -> bool:
        """Too long for the editor: shown as an attached text."""
        return len(self.value) > LONGEST_TYPED

    @property
    def shown(self) -> str:
        """What a page shows of it."""
        return self.value[:SHOWN_OF_ATTACHED] if self.is_attached else self.value


class CommentKind(Enum):
    """The person's own words, what explains an answer, or something to ask again."""

    QUOTE = "quote"
    CONTEXT = "context"
    QUERY = "query"


@dataclass(frozen=True)
class Comment:
    """Words beside a question; a quote of a pathway's question is a comment of that pathway and wave.

    `pathway` is empty where the question is about none.
    """

    id: str
    participant: str
    visit: str
    path: str
    pathway: str
    wave: str
    kind: CommentKind
    words: str
