"""Levels at which somebody stops taking part (W1): what each does, and what stays, in words for both at the table.

The first three are kept in the consent rows, so that the store's triggers ask them (decisions: withdrawal acts
everywhere). The last one leaves no row to keep it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Level(Enum):
    """How far somebody withdraws; each level does what those before it do."""

    NO_CONTACT = 1
    NO_NEW_DATA = 2
    EXCLUDED = 3
    ERASED = 4


RECORDED: Final = (Level.NO_CONTACT, Level.NO_NEW_DATA, Level.EXCLUDED)
"""Levels at which the person stays in the study, with their withdrawal."""


@dataclass(frozen=True)
class LevelWords:
    """What a level is called, what stops with it, and what stays."""

    name: str
    does: str
    stays: str


WORDS: Final[dict[Level, LevelWords]] = {
    Level.NO_CONTACT: LevelWords(
        "No more contact",
        "No visit is due, begun or put into a calendar any more. What was already given on paper can still be entered.",
        "Everything said so far counts as before.",
    ),
    Level.NO_NEW_DATA: LevelWords(
        "No new data",
        "Nothing new is recorded, not from paper either. A mistake can be put right, with a reason.",
        "Everything said so far counts as before.",
    ),
    Level.EXCLUDED: LevelWords(
        "Left out of the analysis",
        "Nothing new is recorded. Maps and interviews are not printed any more, and no count, report or export "
        "includes this person.",
        "What was said stays locked in the study and its backups, unused. What was printed before cannot be taken "
        "back.",
    ),
    Level.ERASED: LevelWords(
        "Erased",
        "Everything about this person is deleted from the study at once: name, agreement, interviews, ratings, diary, "
        "notes, and what the log says of them.",
        "The code, which nobody else is given; the day, who heard it and why; that there was an agreement, as a hash. "
        "Backups made before still hold this person, sealed, until newer ones have taken their place, which can take a "
        "year and more; one that is restored leaves this person out. What was printed or copied before cannot be taken "
        "back.",
    ),
}
