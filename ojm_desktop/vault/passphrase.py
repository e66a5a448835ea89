"""Which passphrases are taken, how strong one is in words, and made-up ones (K1; NIST SP 800-63B-4).

Length is the rule; there is no rule about digits or capitals, no expiry, and pasting is welcome. What is refused
besides short ones is what a guesser tries first: much used passwords, the study's own words, the user's name, one piece
repeated.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from ojm_desktop.domain.counting import counted
from ojm_desktop.vault.errors import WeakPassphrase
from ojm_desktop.vault.words import wordlist

SHORTEST = 15
LONGEST = 1024
"""K1 asks for at least 128 characters; beyond this a paste was surely not meant as a passphrase."""
GENERATED_WORDS = 6
TOP_PASSWORDS = 3000
LONGEST_PIECE = 4
SHORTEST_BLOCKED = 3
FAMOUS = frozenset(
    re.sub(r"[\W_]+", "", phrase)
    for phrase in (
        "correct horse battery staple",
        "the quick brown fox jumps over the lazy dog",
        "to be or not to be that is the question",
        "may the force be with you",
        "it was the best of times it was the worst of times",
        "all your base are belong to us",
        "open sesame",
        "the rain in spain stays mainly in the plain",
        "twinkle twinkle little star how i wonder what you are",
        "mary had a little lamb its fleece was white as snow",
        "humpty dumpty sat on a wall humpty dumpty had a great fall",
        "baa baa black sheep have you any wool",
        "happy birthday to you",
        "god save the king",
        "god save the queen",
        "our father who art in heaven",
        "you shall not pass",
        "winter is coming",
        "live long and prosper",
        "i think therefore i am",
        "once upon a time in a land far far away",
        "a penny saved is a penny earned",
    )
)
"""Phrases that everybody knows, and that examples of passphrases are made of; a guesser has a list of them too."""
SHORTEST_OF_FAMOUS = 9
"""So many letters in a row out of one of them count as taken from it."""
SPARE_SIGNS = 8
"""Digits and signs beside blocked words that add nothing: a date, a full stop."""
METERED = 72
"""zxcvbn takes no more characters than these; a longer passphrase is no weaker than its beginning."""
FIRST_GUESSED = 1
"""zxcvbn's two lowest scores: found within a million guesses."""
LEVELS = ("very weak", "weak", "fair", "good", "strong")


@dataclass(frozen=True)
class Strength:
    """How hard a passphrase is to guess: level 0 to 4, and the same as a word."""

    level: int

    @property
    def words(self) -> str:
        """One of LEVELS, to stand beside any colour."""
        return LEVELS[self.level]


def octets(passphrase: str) -> bytes:
    """The bytes a key is derived from: NFKC, UTF-8, alike from every keyboard. Raises WeakPassphrase."""
    try:
        return unicodedata.normalize("NFKC", passphrase).encode()
    except UnicodeEncodeError as error:
        raise WeakPassphrase(
            "The passphrase holds a broken character that cannot be typed again. Nothing was changed; leave it out."
        ) from error


def generate(words: int = GENERATED_WORDS) -> str:
    """A made-up passphrase: words drawn from 2,048, 11 bits each, parted by spaces. ValueError below six words."""
    if words < GENERATED_WORDS:
        raise ValueError(f"a made-up passphrase has at least {GENERATED_WORDS} words")
    return " ".join(secrets.choice(wordlist()) for _ in range(words))


def check(passphrase: str, *, study_words: Iterable[str], user_name: str) -> None:
    """Raises WeakPassphrase with a sentence unless the passphrase may protect a study (K1).

    `study_words` are the study's name, folder and template, whole or in parts; `user_name` is who is logged in.
    """
    own = tuple(study_words)
    check_length(passphrase)
    folded = octets(passphrase).decode().casefold()
    if _is_generated(folded):
        return
    if _is_repeated(folded):
        raise WeakPassphrase("The passphrase is one short piece repeated. Nothing was changed; take different words.")
    if _is_famous(folded):
        raise WeakPassphrase(
            "The passphrase is taken from a phrase that everybody knows. Nothing was changed; take words that nobody "
            "would expect beside each other."
        )
    if _is_made_of(folded, _common() | _own_words(own, user_name)):
        raise WeakPassphrase(
            "The passphrase is made of much used passwords, the study's own words or your name only. "
            "Nothing was changed; add words that nobody would expect."
        )
    if _score(folded, own, user_name) <= FIRST_GUESSED:
        raise WeakPassphrase("The passphrase would be among the first guessed. Nothing was changed; take other words.")


def check_length(passphrase: str) -> None:
    """The part of `check` that no key slot is made without; characters before or after NFKC, whichever are fewer."""
    if len(passphrase) > LONGEST:
        raise WeakPassphrase(f"The passphrase has over {LONGEST} characters. Nothing was changed; take a shorter one.")
    length = min(len(passphrase), len(octets(passphrase).decode()))
    if length < SHORTEST:
        raise WeakPassphrase(
            f"The passphrase has {counted(length, 'character')} and needs {SHORTEST}. Nothing was changed; "
            f"four or five words in a row are easy to remember, or let the program make {GENERATED_WORDS} words up."
        )


def strength(passphrase: str, *, study_words: Iterable[str] = (), user_name: str = "") -> Strength:
    """For the meter while typing; what `check` refuses is never above weak, what it takes always is."""
    own = tuple(study_words)
    if len(passphrase) > LONGEST:
        return Strength(0)
    try:
        check(passphrase, study_words=own, user_name=user_name)
    except WeakPassphrase:
        return Strength(min(FIRST_GUESSED, _score(passphrase.casefold(), own, user_name)))
    folded = octets(passphrase).decode().casefold()
    return Strength(4 if _is_generated(folded) else _score(folded, own, user_name))


@cache
def _common() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # 40 ms: only when a passphrase is chosen

    return frozenset(FREQUENCY_LISTS["passwords"][:TOP_PASSWORDS])


def _own_words(study_words: Iterable[str], user_name: str) -> frozenset[str]:
    """The words whole and in parts, from SHORTEST_BLOCKED characters on."""
    found: set[str] = set()
    for text in (*study_words, user_name):
        folded = unicodedata.normalize("NFKC", text).casefold()
        found.update(re.findall(r"\w+", folded))
        found.update(re.findall(r"[^\W\d_]+", folded))
        found.add(re.sub(r"[\W_]+", "", folded))
    return frozenset(word for word in found if len(word) >= SHORTEST_BLOCKED)


def _is_generated(folded: str) -> bool:
    """Six or more different words of the list: already worth 66 bits, whatever else the words are."""
    typed = re.split(r"[\s\-.,_]+", folded.strip())
    return len(set(typed)) >= GENERATED_WORDS and set(typed) <= set(wordlist())


def _is_repeated(folded: str) -> bool:
    return any(folded == (folded[:size] * len(folded))[: len(folded)] for size in range(1, LONGEST_PIECE + 1))


def _is_famous(folded: str) -> bool:
    """Whether a well-known phrase, or a piece of one, makes up the text but for fewer signs than a word of one's own.

    What is left beside the longest piece is what a guesser still has to find: a year, a full stop, a name of the place.
    """
    letters = re.sub(r"[\W_\d]+", "", folded)
    pieces = (SequenceMatcher(None, letters, phrase, autojunk=False).find_longest_match().size for phrase in FAMOUS)
    longest = max(pieces)
    return longest >= SHORTEST_OF_FAMOUS and len(letters) - longest < SPARE_SIGNS


def _is_made_of(folded: str, blocked: frozenset[str]) -> bool:
    """Whether fewer than six different blocked words, spaces and a few digits and signs make up the whole text.

    Walks along the text keeping, for each place reached, the ways there: words used, digits and signs spent beside
    them. A sign repeated is spent once.
    """
    longest = max(map(len, blocked))
    reached: dict[int, dict[tuple[int, int], frozenset[str]]] = {0: {(0, 0): frozenset()}}
    for at, character in enumerate(folded):
        cost = 0 if character.isspace() or folded[at - 1 : at] == character else 1
        for (_, spent), words in reached.pop(at, {}).items():
            if not character.isalpha() and spent + cost <= SPARE_SIGNS:
                reached.setdefault(at + 1, {})[len(words), spent + cost] = words
            for end in range(at + SHORTEST_BLOCKED, min(at + longest, len(folded)) + 1):
                more = words | {folded[at:end]}
                if folded[at:end] in blocked and len(more) < GENERATED_WORDS:
                    reached.setdefault(end, {})[len(more), spent] = more
    return any(used > 0 for used, _ in reached.get(len(folded), {}))


def _score(folded: str, study_words: Iterable[str], user_name: str) -> int:
    from zxcvbn import zxcvbn

    if not folded:
        return 0
    own = [word for text in (*study_words, user_name) for word in (text, *text.split())]
    return int(zxcvbn(folded[:METERED], user_inputs=own)["score"])
