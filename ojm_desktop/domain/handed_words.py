"""The words of the page that is handed over, in the language of an interview: its buttons, its graph, its thanks.

A questionnaire brings them as a list that no question uses, ``ojm_handed``, a choice for each `Word`; every program
that reads XLSForm keeps such a list, and translates it as any other. What is not there is said in English, and who
hands the laptop over is told so before (interview: languages with a fallback chain).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ojm_desktop.domain.form import Form

LIST: Final = "ojm_handed"
"""The name of the list."""
_ENGLISH = re.compile(r"\(en(-[A-Za-z0-9-]+)?\)|\benglish\b", re.IGNORECASE)


class Word(Enum):
    """One text of the page; the value is the choice's name."""

    DONE = "done"
    DECLINE = "decline"
    CHOOSE = "choose"
    NEXT = "next"
    LAST = "last"
    THANKS = "thanks"
    GIVE_BACK = "give_back"
    NOT_SAVED = "not_saved"
    BEST = "best"
    NEITHER = "neither"
    WORST = "worst"
    WEEK = "week"
    HOT_SPOTS = "hot_spots"
    TURNING_POINTS = "turning_points"
    NO_RATING = "no_rating"
    NOT_CHOSEN = "not_chosen"


ENGLISH: Final[Mapping[Word, str]] = {
    Word.DONE: "Done",
    Word.DECLINE: "I would rather not say",
    Word.CHOOSE: "Choose a number: touch it, or arrows and Enter.",
    Word.NEXT: "Press Done for the next question.",
    Word.LAST: "Press Done and hand the laptop back.",
    Word.THANKS: "Thank you. Please hand the laptop back.",
    Word.GIVE_BACK: "Please give the laptop back.",
    Word.NOT_SAVED: "This answer could not be saved. Please hand the laptop back.",
    Word.BEST: "Best",
    Word.NEITHER: "Neither",
    Word.WORST: "Worst",
    Word.WEEK: "Week",
    Word.HOT_SPOTS: "Hot spots",
    Word.TURNING_POINTS: "Turning points",
    Word.NO_RATING: "No rating on this pathway yet",
    Word.NOT_CHOSEN: "not chosen yet",
}


@dataclass(frozen=True)
class HandedWords:
    """The texts in one language. `missing`: those that are in English instead."""

    texts: Mapping[Word, str]
    missing: tuple[Word, ...] = ()

    def __getitem__(self, word: Word) -> str:
        return self.texts[word]


IN_ENGLISH: Final = HandedWords(ENGLISH)


def handed_words(form: Form, language: str) -> HandedWords:
    """The words of `form` in `language`. English ones count as missing where another language is named."""
    found = {}
    for held in form.lists:
        if held.id == LIST:
            for choice in held.choices:
                pieces = dict(choice.label.by_language).get(language)
                text = "".join(piece for piece in pieces or () if isinstance(piece, str)).strip()
                if text:
                    found[choice.name] = text
    texts = {word: found.get(word.value, said) for word, said in ENGLISH.items()}
    is_english = _ENGLISH.search(language) is not None or language in {"", "default"}
    return HandedWords(texts, () if is_english else tuple(word for word in Word if word.value not in found))
