"""What can be wrong with a questionnaire or an expression in it, in sentences."""

from __future__ import annotations

from ojm_desktop.domain.errors import OjmError


class ExpressionError(OjmError):
    """An expression that cannot be read or worked out; `position` counts characters from 1 and is 0 where the
    mistake has no place of its own.
    """

    def __init__(self, sentence: str, expression: str = "", position: int = 0) -> None:
        place = f"at character {position} of" if position else "in"
        super().__init__(f"{sentence} ({place} {shortened(expression)})" if expression else sentence)
        self.sentence = sentence
        self.expression = expression
        self.position = position


class NotSupported(ExpressionError):
    """An expression that ODK knows and this program does not work out."""


def shortened(text: str, most: int = 80) -> str:
    """A text as one quoted line of at most `most` characters."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= most else f"“{line[: most - 1]}…”"
