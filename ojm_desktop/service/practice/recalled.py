"""Cohort 2: three months and more behind them, told in one interview (MB25, MB28)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from ojm_desktop.domain.hot_spot import Certainty, Direction, Note
from ojm_desktop.domain.rating import Missing
from ojm_desktop.service.edits.visits import RETROSPECTIVE
from ojm_desktop.service.practice.asking import Asking, Turn, when
from ojm_desktop.service.practice.life import Life, Step
from ojm_desktop.service.practice.people import Episode

THREE_MONTHS: Final = 91


class Recalled(Life):
    """Somebody who looks back."""

    def steps(self) -> list[Step]:
        told = self._start + timedelta(days=THREE_MONTHS + self._chance.randint(4, 20))
        day = max(self._start + timedelta(days=THREE_MONTHS), min(told, self._today - timedelta(days=2)))
        steps = [Step(day, self._join), Step(day, self._look_back)]
        if self._more.random() < 0.4 or self._person.episode is Episode.THANKED_LATE:
            steps.append(Step(day, lambda: self._thank("looking_back")))
        return [*steps, Step(day, self._complete)]

    def _look_back(self) -> None:
        asking = Asking(self._session, self._id, RETROSPECTIVE)
        asking.put("/data/before/ready", "OK")
        if self._more.random() < 0.4:
            self._landmark(asking)
        for pathway in self._session.plan.pathways:
            group, chance = f"/data/{pathway.key}/{pathway.key}", self._chance
            begin, change = chance.gauss(-1.5, 2), chance.gauss(1.8, 2.4)
            first, last = self._value(begin), self._value(begin + change)
            turns = [self._turn(pathway.key, change) for _ in range(chance.choice((0, 1, 1, 2)))]
            asking.rate(f"{group}_begin", first)
            if self._more.random() < 0.2:
                asking.put(f"{group}_comment", self._comment(last))
            if turns:
                asking.look_back(pathway.key, turns)
            asking.rate(f"{group}_end", last)
        asking.put("/data/closing/felt", self._more.choice(("fine", "hard")))
        asking.talk.leave()
        asking.talk.complete()

    def _landmark(self, asking: Asking) -> None:
        """Something remembered well, to place the rest by."""
        row, more = "/data/landmarks/landmark[1]/landmark", self._more
        kind, words, said = more.choice(self._words["landmarks"])
        turn = Turn(more.randint(2, 78), Certainty.WEEK, Direction.UP, said, Note("", "", ""))
        told = {"kind": kind, "words": words, "when": said, **when(turn)}
        for name, value in told.items():
            asking.put(f"{row}_{name}", value)

    def _value(self, value: float) -> int | None:
        """A rating, or none where somebody would rather not say."""
        if self._chance.random() < 0.03:
            self._chance.choice(self._words["reasons"][Missing.DECLINED.value])
            return None
        return self._on_scale(value)

    def _turn(self, pathway: str, change: float) -> Turn:
        chance = self._chance
        first = chance.randint(2, 78)
        certainty, _ = chance.choice(
            ((Certainty.WEEK, 6), (Certainty.PART_OF_MONTH, 9), (Certainty.ABOUT, chance.randint(10, 24)))
        )
        direction = Direction.UP if chance.random() < (0.75 if change > 0 else 0.3) else Direction.DOWN
        said = chance.choice(self._words["times"])
        said = said if self._more.random() < 0.5 else ""
        sign = "positive" if direction is Direction.UP else "negative"
        return Turn(first, certainty, direction, said, self._note(pathway, sign))
