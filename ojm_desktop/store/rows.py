"""What a repository asks of the connection, and the one place where the store's own refusals become sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from ojm_desktop.domain.errors import ConsentMissing, OjmError, Refused, Withdrew

Row = tuple[Any, ...]


class Cursor(Protocol):
    """What repositories ask of an answer; `changed` is how many rows a statement wrote."""

    @property
    def changed(self) -> int:
        """Rows inserted, updated or deleted."""
        ...

    def fetchone(self) -> Any:
        """One row as a tuple, or None."""
        ...

    def fetchall(self) -> list[Any]:
        """All rows as tuples."""
        ...


class Rows(Protocol):
    """Anything that runs SQL with bound parameters."""

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Cursor:
        """Run one statement."""
        ...


USES = {
    "interview": "interviews",
    "diary": "a diary",
    "quotes": "quotes",
    "audio": "sound recording",
    "contact": "further contact",
}


def search_terms(words: str) -> str:
    """What the full-text index is asked so that all the words, or beginnings of words, occur; empty for none."""
    return " ".join('"' + word.replace('"', '""') + '"*' for word in words.replace("\0", " ").split())


def refusal(message: str) -> OjmError | None:
    """The sentence behind a trigger's refusal, or None when the message is not one of ours."""
    if message.startswith("consent: "):
        use = USES.get(message.removeprefix("consent: "), "this")
        return ConsentMissing(
            f"No agreement in force says yes to {use} for this person. Nothing was changed; have the agreement "
            f"signed first."
        )
    if message.startswith("withdrawn: "):
        return Withdrew(
            "This person withdrew, so what they said stays as it is. Nothing was changed; a mistake is put right with "
            "a reason."
        )
    if message.startswith("erased: "):
        return Refused("This person was erased from the study, so nothing about them is taken in. Nothing was changed.")
    if message.startswith("append-only: "):
        return Refused(
            "The log, the agreements and the words of questionnaires are never changed or deleted. Nothing was changed."
        )
    return None
