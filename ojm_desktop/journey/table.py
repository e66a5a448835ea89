"""The table twin of a figure: a row a wave and a week rated in the diary, for whoever does not see it (journey-map)."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from ojm_desktop.domain.answer import why_none
from ojm_desktop.domain.hot_spot import HotSpot, TurningPoint
from ojm_desktop.domain.plan import Wave, due_day, window
from ojm_desktop.domain.rating import Rating
from ojm_desktop.journey.hot_spot_box import in_order
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.journey.wording import middle_day, moment_text

HEADINGS = ("Wave", "Planned", "Held on", "Value", "Given by", "Recalled", "Hot spots", "Notes")


@dataclass(frozen=True)
class Row:
    """What is known of one wave, as text; empty where there is nothing to say."""

    wave: str
    planned: str
    held_on: str
    value: str
    given_by: str
    recalled: str
    hot_spots: str
    notes: str

    def cells(self) -> tuple[str, ...]:
        """In the order of `HEADINGS`."""
        return astuple(self)


def rows(trajectory: Trajectory) -> tuple[Row, ...]:
    """A row for each wave of the cohort, given or not, and below them one for each week rated in the diary.

    A hot spot stands with the wave that first looks back on it.
    """
    told = tuple(_diary_row(trajectory, week) for week in sorted({week for week, _ in trajectory.diary_values}))
    return tuple(_row(trajectory, wave) for wave in trajectory.cohort.waves) + told


def _diary_row(trajectory: Trajectory, week: int) -> Row:
    values = [trajectory.scale.text(value) for at, value in sorted(trajectory.diary_values) if at == week]
    return Row(f"Diary, week {week}", "", "", ", ".join(values), "in the diary", "no", "", "")


def _row(trajectory: Trajectory, wave: Wave) -> Row:
    rating = trajectory.rating_at(wave.key)
    told = [(n, item) for n, item in enumerate(in_order(trajectory), 1) if _wave_of(trajectory, item) == wave.key]
    return Row(
        wave=wave.name,
        planned=_planned(trajectory, wave),
        held_on=_held(trajectory, wave, rating),
        value=_value(trajectory, rating),
        given_by=rating.given_by.words if rating and rating.value is not None else "",
        recalled=("yes" if rating.is_recalled else "no") if rating and rating.value is not None else "",
        hot_spots="; ".join(_named(trajectory, number, item) for number, item in told),
        notes="\n".join(text for number, item in told if (text := _noted(number, item))),
    )


def _planned(trajectory: Trajectory, wave: Wave) -> str:
    if trajectory.cohort.is_recalled:
        return ""
    return f"week {wave.week}, {middle_day(due_day(wave, trajectory.order_start))}"


def _held(trajectory: Trajectory, wave: Wave, rating: Rating | None) -> str:
    if rating is None or rating.held_on is None:
        return ""
    day = middle_day(rating.held_on)
    if trajectory.cohort.is_recalled:
        return day
    number = (rating.held_on - trajectory.order_start).days
    first, last = window(wave, trajectory.order_start)
    late = "" if first <= rating.held_on <= last else ", outside its window"
    return f"{day} (day {number}{late})"


def _value(trajectory: Trajectory, rating: Rating | None) -> str:
    if trajectory.is_hidden:
        return "shown after the answer"
    if rating is None:
        return "not yet given"
    if rating.missing is not None:
        return f"{why_none(rating)}: {rating.reason}" if rating.reason else why_none(rating)
    return trajectory.scale.text(rating.value) if rating.value is not None else ""


def _wave_of(trajectory: Trajectory, item: HotSpot | TurningPoint) -> str:
    """The first wave due on or after its first day; the last wave for whatever came later."""
    for wave in trajectory.cohort.waves:
        if item.first_day <= due_day(wave, trajectory.order_start):
            return wave.key
    return trajectory.cohort.waves[-1].key


def _named(trajectory: Trajectory, number: int, item: HotSpot | TurningPoint) -> str:
    when = moment_text(item.first_day, item.last_day, trajectory.order_start)
    if isinstance(item, HotSpot):
        return f"{number} {item.polarity.sign}: {when}, {item.polarity.value}"
    words = f", “{item.words}”" if item.words else ""
    return f"{number} {item.direction.value} around {when}{words}"


def _noted(number: int, item: HotSpot | TurningPoint) -> str:
    note = item.note
    parts = [
        note.title,
        f"Could have helped: {note.could_have_helped}" if note.could_have_helped else "",
        f"“{note.observation}”" if note.observation else "",
    ]
    text = "\n".join(part for part in parts if part)
    return f"{number} {text}" if text else ""
