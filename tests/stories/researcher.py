"""A researcher at the laptop: reads what the screen shows, then types, clicks and drags; waits for what is to come."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from ojm_desktop.domain import template
from tests.stories import reading
from tests.stories.program import sequence_of
from tests.stories.screen import Place, Screen

ANYWHERE: Final = Place(0, 0, 10_000, 10_000)
FINDER: Final = Place(440, 120, 560, 360)
HEADING: Final = Place(240, 100, 700, 180)
"""Where the finder lists what it found, and where pages have their titles: looked at sooner than all of the screen."""
FIGURE_ALIKE: Final = 0.9
"""For the figure's short labels, which stand anywhere between two pixels."""


class Researcher:
    """Works on one study. Every wait has an end, and what was waited for is named with a picture of the screen."""

    def __init__(self, screen: Screen, study: Path) -> None:
        self.screen = screen
        self.study = study

    # --- seeing

    def sees(self, words: str, step: str = "body", where: Place = ANYWHERE) -> Place:
        """Where these words stand, once they do; the surest place inside `where`."""
        return self.screen.until(f"the words “{words}”", lambda: self._look(words, step, where))

    def sees_all(self, words: str, step: str = "body") -> list[Place]:
        """Every place where these words stand now, from the top down."""
        return sorted(reading.find(self.screen.picture(), words, step), key=lambda place: place.y)

    def sees_no_more(self, words: str, step: str = "body") -> None:
        """Wait until these words are nowhere."""
        self.screen.until(f"no more “{words}”", lambda: self._look(words, step, ANYWHERE) is None or None)

    @property
    def sequence(self) -> int:
        """How many events the study's head tells of now."""
        return sequence_of(self.study)

    def saved(self, sequence: int) -> None:
        """Wait until the study's head tells of exactly so many events."""
        self.screen.until(f"{sequence} events in the study", lambda: self.sequence >= sequence or None)
        assert self.sequence == sequence

    # --- doing

    def unlocks(self, passphrase: str) -> None:
        """Type the passphrase where the unlock page asks for it."""
        self.sees(f"Unlock {self.study.stem}", "heading")
        self.types(passphrase)
        self.presses("Return")

    def presses(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.screen.press(key)

    def types(self, words: str) -> None:
        """Type into what has the focus."""
        self.screen.type(words)

    def clicks(self, words: str, step: str = "label") -> None:
        """Click on words."""
        self.screen.click(self.sees(words, step))

    def clicks_under(self, words: str) -> None:
        """Click into the field that has these words as its label."""
        label = self.sees(words, "label")
        self.screen.click(Place(label.x, label.y + 26, label.width, 20))

    def signs(self, pad: Place) -> None:
        """Draw a name with the mouse over the place where a box asks for it."""
        wave = [(0, 0), (14, -38), (26, 4), (40, -30), (52, 2), (70, -16), (84, 6), (110, -34), (124, 0), (180, -10)]
        stroke = [(pad.x + 30 + x, pad.y - 14 + y) for x, y in wave]
        self.screen.drag(*(point for two in pairwise(stroke) for point in between(*two, 4)))

    # --- inside

    def _look(self, words: str, step: str, where: Place) -> Place | None:
        picture = self.screen.picture()[where.y : where.y + where.height, where.x : where.x + where.width]
        found = next(iter(reading.find(picture, words, step)), None)
        return found and Place(found.x + where.x, found.y + where.y, found.width, found.height)


class Graph:
    """Where values and weeks lie in the figure, read from its own labels."""

    def __init__(self, researcher: Researcher) -> None:
        best, worst = researcher.sees("+5", "label"), researcher.sees("\u22125", "label")
        self._best, self._worst = best.middle[1], worst.middle[1]
        row = Place(best.x + best.width, worst.y + 8, 1000, 40)
        picture = researcher.screen.picture()
        self._weeks: dict[int, int] = {}
        for week in (4, 12):
            found = [place for place in reading.find(picture, str(week), "label", FIGURE_ALIKE) if row.holds(place)]
            assert found, f"the label of week {week} is not under the graph: {researcher.screen.keep_picture('failed')}"
            self._weeks[week] = found[0].middle[0]

    def point(self, week: float, value: int) -> tuple[int, int]:
        """The place of a value at a week."""
        first, last = self._weeks[4], self._weeks[12]
        x = first + (last - first) * (week - 4) / 8
        y = self._best + (self._worst - self._best) * (5 - value) / 10
        return round(x), round(y)


def today() -> date:
    """The day it is where the study is held."""
    return datetime.now(ZoneInfo(template.bristol("").zone)).date()


def between(start: tuple[int, int], end: tuple[int, int], steps: int) -> list[tuple[int, int]]:
    """The way from one place to another, in even steps, both ends in it."""
    (x, y), (right, down) = start, end
    return [(round(x + (right - x) * n / steps), round(y + (down - y) * n / steps)) for n in range(steps + 1)]
