"""How an agreement is signed in a story: read aloud, asked about, answered by keys; both sign with the mouse."""

from __future__ import annotations

from typing import Final

from tests.stories.researcher import Researcher

UNDERSTOOD: Final = ("You lock it away", "I say stop", "Nothing")
"""What the person says to the three questions that ask whether it was understood."""


def signs_agreement(researcher: Researcher) -> None:
    """From the first step of the agreement's page to the last, and back to the person."""
    researcher.sees("Before you begin", "title")
    researcher.presses("space", "alt+Right")
    researcher.sees("Part 1 of 3")
    researcher.presses("Return", "Return", "Return")
    researcher.sees("Was it understood?", "title")
    for words in UNDERSTOOD:
        researcher.types(words)
        researcher.presses("Tab")
    researcher.sees("3 of 3 answers")
    researcher.presses("Return")
    researcher.sees("Nobody signs without having seen this part.")
    researcher.presses("Return")
    researcher.sees("What do you say yes to?", "title")
    for yes in researcher.sees_all("Yes"):
        researcher.screen.click(yes)
    researcher.sees("5 yes, 0 no")
    researcher.presses("Return")
    researcher.sees("0 of 2 signed")
    researcher.sees("This is what you sign", "label")
    for pad in researcher.sees_all("Sign here with mouse, finger or pen"):
        researcher.signs(pad)
    researcher.sees("2 of 2 signed")
    researcher.clicks("Seal and file")
    researcher.sees("Signed, sealed and filed", "title")
    researcher.presses("Return")
