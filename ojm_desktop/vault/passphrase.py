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
from functools import cache

from ojm_desktop.vault.errors import WeakPassphrase
from ojm_desktop.vault.words import wordlist

SHORTEST = 15
LONGEST = 1024
"""K1 asks for at least 128 characters; beyond this a paste was surely not meant as a passphrase."""
GENERATED_WORDS = 6
TOP_PASSWORDS = 3000
LONGEST_PIECE = 4
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
            f"The passphrase has {length} characters and needs {SHORTEST}. Nothing was changed; "
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
    """The words whole and in parts, from three letters on."""
    found: set[str] = set()
    for text in (*study_words, user_name):
        folded = unicodedata.normalize("NFKC", text).casefold()
        found.update(re.findall(r"\w+", folded))
        found.update(re.findall(r"[^\W\d_]+", folded))
        found.add(re.sub(r"[\W_]+", "", folded))
    return frozenset(word for word in found if len(word) >= 3)


def _is_generated(folded: str) -> bool:
    """Six or more different words of the list: already worth 66 bits, whatever else the words are."""
    typed = re.split(r"[\s\-.,_]+", folded.strip())
    return len(set(typed)) >= GENERATED_WORDS and set(typed) <= set(wordlist())


def _is_repeated(folded: str) -> bool:
    return any(folded == (folded[:size] * len(folded))[: len(folded)] for size in range(1, LONGEST_PIECE + 1))


def _is_made_of(folded: str, blocked: frozenset[str]) -> bool:
    """Whether nothing remains beside fewer than six different blocked words, digits, spaces and signs.

    Walks along the text keeping, for each place reached, the smallest set of different words that leads there.
    """
    longest = max(map(len, blocked))
    reached: dict[int, frozenset[str]] = {0: frozenset()}
    for at in range(len(folded)):
        used = reached.get(at)
        if used is None:
            continue
        if not folded[at].isalpha():
            _keep(reached, at + 1, used)
        for end in range(at + 3, min(at + longest, len(folded)) + 1):
            if folded[at:end] in blocked:
                _keep(reached, end, used | {folded[at:end]})
    words = reached.get(len(folded), frozenset())
    return 1 <= len(words) < GENERATED_WORDS


def _keep(reached: dict[int, frozenset[str]], place: int, words: frozenset[str]) -> None:
    if place not in reached or len(words) < len(reached[place]):
        reached[place] = words


def _score(folded: str, study_words: Iterable[str], user_name: str) -> int:
    from zxcvbn import zxcvbn

    if not folded:
        return 0
    own = [word for text in (*study_words, user_name) for word in (text, *text.split())]
    return int(zxcvbn(folded[:METERED], user_inputs=own)["score"])
