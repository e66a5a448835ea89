"""The generated sentence: what a figure shows, in words. It stands on the sheet and is what a screen reader gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ojm_desktop.domain.answer import why_none
from ojm_desktop.domain.counting import counted, listed, noun, spelt
from ojm_desktop.domain.hot_spot import HotSpot, TurningPoint
from ojm_desktop.domain.plan import Wave, window
from ojm_desktop.domain.rating import Missing, Rating
from ojm_desktop.journey import altered
from ojm_desktop.journey.hot_spot_box import in_order
from ojm_desktop.journey.recalled import gap_days
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.journey.wording import gap_text, moment_text, wave_text

HIDDEN = "shown after the answer."
"""What stands in for the sentence while an answer is awaited."""
_MOST_TOLD = 8  # hot spots named one by one; more are counted by sign
_MOST_IN_DIARY = 4  # ratings of the diary named one by one; more are counted
_MOST_NAMED = 3  # pathways named as the highest or the lowest


def describe(trajectory: Trajectory) -> str:
    """C1-03, Housing: week 4: −2, week 8: +3, week 12: not reached; 1 hot spot: 16 Apr positive."""
    return f"{trajectory.code}, {trajectory.pathway.name}: {summary(trajectory)}"


def summary(trajectory: Trajectory) -> str:
    """The sentence of one pathway without the person's code, beginning in lower case; none while it is awaited."""
    if trajectory.is_hidden:
        return HIDDEN
    if trajectory.cohort.is_recalled:
        return _recalled(trajectory)
    if not trajectory.ratings:
        first = "no rating yet"
    else:
        first = ", ".join(_wave(trajectory, wave) for wave in trajectory.cohort.waves)
    return f"{'; '.join(part for part in (first, _named(trajectory), _in_diary(trajectory)) if part)}."


def printed(trajectory: Trajectory) -> str:
    """The sentence under a sheet's title: its code stands in the title."""
    text = summary(trajectory)
    return text[:1].upper() + text[1:]


def _wave(trajectory: Trajectory, wave: Wave) -> str:
    rating = trajectory.rating_at(wave.key)
    return f"{wave_text(wave)}: {_said(trajectory, wave, rating)}"


def _said(trajectory: Trajectory, wave: Wave, rating: Rating | None) -> str:
    if rating is None:
        return "not yet given"
    if rating.missing is not None:
        words = why_none(rating)
        return words if words == rating.missing.words else f"{words} ({rating.reason})"
    assert rating.value is not None  # a rating has a value or a reason
    text = altered.marked(trajectory, trajectory.scale.text(rating.value), rating.held_on)
    if rating.held_on is None or trajectory.cohort.is_recalled:
        return text
    first, last = window(wave, trajectory.order_start)
    if first <= rating.held_on <= last:
        return text
    day = (rating.held_on - trajectory.order_start).days
    return f"{text} (held on day {day}, outside its window)"


def _named(trajectory: Trajectory) -> str:
    """Hot spots, one by one or counted, and how many wait to be confirmed by the participant."""
    spots = [item for item in in_order(trajectory) if isinstance(item, HotSpot)]
    if not spots:
        return ""
    head = counted(len(spots), "hot spot")
    if len(spots) > _MOST_TOLD:
        return f"{head}, {_by_sign(spots)}"
    start = trajectory.order_start
    each = [f"{moment_text(s.first_day, s.last_day, start)} {s.polarity.value}" for s in spots]
    return f"{head}: {', '.join(each)}"


def _in_diary(trajectory: Trajectory) -> str:
    """What was rated in the weekly diary, said as what it is."""
    told = sorted(trajectory.diary_values)
    if not told:
        return ""
    if len(told) > _MOST_IN_DIARY:
        low, high = (trajectory.scale.text(pick(value for _, value in told)) for pick in (min, max))
        return f"in the diary {counted(len(told), 'rating')} from {low} to {high}"
    return f"in the diary {', '.join(f'week {week} {trajectory.scale.text(value)}' for week, value in told)}"


def _by_sign(spots: Sequence[HotSpot]) -> str:
    signs = [spot.polarity.value for spot in spots]
    return listed([f"{signs.count(sign)} {sign}" for sign in ("positive", "negative", "mixed") if sign in signs])


def _recalled(trajectory: Trajectory) -> str:
    waves = trajectory.cohort.waves
    if not trajectory.ratings:
        return "no rating yet."
    told = ", ".join(_wave(trajectory, wave) for wave in waves)
    parts = [told + _way(trajectory)]
    turns = [item for item in in_order(trajectory) if isinstance(item, TurningPoint)]
    if turns:
        start = trajectory.order_start
        each = [f"{t.direction.value} around {moment_text(t.first_day, t.last_day, start)}" for t in turns]
        if len(turns) > _MOST_TOLD:
            ways = [t.direction.value for t in turns]
            each = [f"{ways.count('up')} up, {ways.count('down')} down"]
        parts.append(f"{counted(len(turns), 'turning point')}: {', '.join(each)}")
    spots = _named(trajectory)
    if spots:
        parts.append(spots)
    gap = gap_days(trajectory)
    if gap is not None:
        parts.append(_told_after(gap))
    return ". ".join(parts) + "."


def _way(trajectory: Trajectory) -> str:
    first, last = _ends(trajectory)
    if first is None or last is None:
        return ""
    return ", so up" if last > first else ", so down" if last < first else ", so the same"


def _ends(trajectory: Trajectory) -> tuple[int | None, int | None]:
    ratings = [trajectory.rating_at(wave.key) for wave in trajectory.cohort.waves]
    values = [rating.value if rating else None for rating in ratings]
    return values[0], values[-1]


def describe_all(journeys: Sequence[Trajectory], names: Mapping[str, str] | None = None) -> str:
    """C1-05, eight pathways on the same axes: 24 ratings asked, 22 given, 2 declined. Highest: ..."""
    return f"{journeys[0].code}, {count_text(len(journeys))} on the same axes: {summary_all(journeys, names)}"


def count_text(number: int) -> str:
    """Eight pathways; one pathway; 12 pathways."""
    return f"{spelt(number)} {noun(number, 'pathway')}"


def summary_all(journeys: Sequence[Trajectory], names: Mapping[str, str] | None = None) -> str:
    """The sentence of a person's pathways together: asked, given, why not, highest and lowest or the way they went.

    `names` of pathways by key are those the panels beside it bear (a sheet); without them the short ones (the screen).
    """
    hidden = [journey.pathway.short_name for journey in journeys if journey.is_hidden]
    journeys = [journey for journey in journeys if not journey.is_hidden]
    if not journeys:
        return HIDDEN.capitalize()
    asked = sum(len(journey.cohort.waves) for journey in journeys)
    ratings = [rating for journey in journeys for rating in journey.ratings]
    values = [rating for rating in ratings if rating.value is not None]
    parts = [f"{counted(asked, 'rating')} asked", f"{len(values)} given"]
    for words in dict.fromkeys((*(missing.words for missing in Missing), *map(why_none, ratings))):
        count = sum(why_none(rating) == words for rating in ratings if rating.missing is not None)
        parts += [f"{count} {words}"] if count else []
    open_still = asked - len(ratings)
    parts += [f"{open_still} not yet given"] if open_still else []
    sentences = [", ".join(parts)]
    if values and journeys[0].cohort.is_recalled:
        sentences += _ways(journeys)
    elif values:
        sentences += _extremes(journeys, names or {})
    if hidden:
        sentences.append(f"{listed(hidden)}: {HIDDEN.removesuffix('.')}")
    return ". ".join(sentences) + "."


def _ways(journeys: Sequence[Trajectory]) -> list[str]:
    """From beginning to end: how many pathways went up, stayed, went down; and how long ago it was told."""
    ends = [(first, last) for first, last in map(_ends, journeys) if first is not None and last is not None]
    told = []
    if ends:
        up, down = sum(b > a for a, b in ends), sum(b < a for a, b in ends)
        told.append(f"From beginning to end: up {up}, same {len(ends) - up - down}, down {down}")
    gap = next((days for days in map(gap_days, journeys) if days is not None), None)
    if gap is not None:
        told.append(_told_after(gap))
    return told


def _told_after(days: int) -> str:
    """How long ago it was when it was told."""
    if not days:
        return "Recalled on the day the three months ended"
    return f"Recalled {gap_text(days)} after the three months ended"


def _extremes(journeys: Sequence[Trajectory], names: Mapping[str, str]) -> list[str]:
    values = [rating.value for journey in journeys for rating in journey.ratings if rating.value is not None]
    scale = journeys[0].scale
    if min(values) == max(values):
        return [f"Every rating is {scale.text(values[0])}"]
    return [f"Highest: {_where(journeys, max(values), names)}", f"Lowest: {_where(journeys, min(values), names)}"]


def _where(journeys: Sequence[Trajectory], value: int, names: Mapping[str, str]) -> str:
    """Housing +4 at weeks 8 and 12, Coping with the Order +4 at week 12."""
    found = []
    for journey in journeys:
        waves = [wave for wave in journey.cohort.waves if (r := journey.rating_at(wave.key)) and r.value == value]
        if waves:
            name = names.get(journey.pathway.key, journey.pathway.short_name)
            found.append(f"{name} {journey.scale.text(value)} at {_waves_text(waves)}")
    if len(found) > _MOST_NAMED:
        return f"{journeys[0].scale.text(value)} in {count_text(len(found))}"
    return ", ".join(found)


def _waves_text(waves: Sequence[Wave]) -> str:
    if all(wave.name == f"Week {wave.week}" for wave in waves):
        return f"{noun(len(waves), 'week')} {listed([str(wave.week) for wave in waves])}"
    return listed([wave_text(wave) for wave in waves])
