"""A person's printed sheets: sheet 1 the pathways together, then one each; notes that overflow on further pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ojm_desktop.domain.counting import listed, noun
from ojm_desktop.domain.diary import DiaryState
from ojm_desktop.domain.plan import Pathway
from ojm_desktop.journey import altered, notes, overview, sentence
from ojm_desktop.journey.boxes import Box
from ojm_desktop.journey.figure import columns_of, figure
from ojm_desktop.journey.frame import Heading, Page, SheetFrame, foot_height, framed, head_height
from ojm_desktop.journey.layout import PRINT
from ojm_desktop.journey.panels import names_of
from ojm_desktop.journey.primitives import Figure, Typesetter
from ojm_desktop.journey.recalled import told_on
from ojm_desktop.journey.sketch import Sketch
from ojm_desktop.journey.trajectory import Trajectory
from ojm_desktop.journey.transform import enlarged
from ojm_desktop.journey.wording import long_day

A3_FACTOR = 420 / 297
_DIARY_KEY = {
    DiaryState.DONE: "full square",
    DiaryState.LATE: "half square",
    DiaryState.MISSED: "crossed square",
    DiaryState.AWAITED: "empty square",
    DiaryState.NOT_DUE: "dot",
}
"""How the cells of the diary's strip look; only those that are drawn are named in the foot."""
PAPERS = {"a4": 1.0, "a3": A3_FACTOR}


@dataclass(frozen=True)
class Sheet:
    """A numbered sheet. `kind` is "pathways" or "pathway"; `pages` beyond the first are marked as continued."""

    number: int
    kind: str
    pathway: str | None
    title: str
    pages: tuple[Figure, ...]


@dataclass(frozen=True)
class _Draft:
    """A sheet before its pages are numbered: its heading and the bodies of its pages."""

    number: int
    kind: str
    pathway: str | None
    heading: Heading
    bodies: tuple[Figure, ...]


def person_sheets(
    journeys: tuple[Trajectory, ...], frame: SheetFrame, typeset: Typesetter, paper: str = "a4"
) -> tuple[Sheet, ...]:
    """All sheets of one person on `paper` "a4", or "a3": the same, everything 1.414 times as large.

    Only what the participant confirmed is on them. Raises KeyError for an unknown paper, ValueError for journeys of
    more than one person or cohort: recalled ratings never share axes with ratings given at the time.
    """
    if len({(journey.code, journey.cohort.key) for journey in journeys}) != 1:
        raise ValueError("Sheets are printed for one person of one cohort at a time.")
    factor = PAPERS[paper]
    drafts = [_together(journeys, frame, typeset)]
    drafts += [_single(number, journey, frame, typeset) for number, journey in enumerate(journeys, 2)]
    total = sum(len(draft.bodies) for draft in drafts)
    sheets, page = [], 0
    for draft in drafts:
        pages = []
        for index, body in enumerate(draft.bodies):
            page += 1
            where = Page(draft.number, index, page, total)
            drawn = framed(body, draft.heading, frame, where, typeset)
            pages.append(drawn if factor == 1.0 else enlarged(drawn, factor))
        sheets.append(Sheet(draft.number, draft.kind, draft.pathway, draft.heading.title, tuple(pages)))
    return tuple(sheets)


def _cohort_text(journey: Trajectory) -> str:
    return f"{journey.cohort.name}, looking back" if journey.cohort.is_recalled else journey.cohort.name


def _when(journeys: Sequence[Trajectory]) -> str:
    """What stands right of the measure: when the order began, or when it was all told."""
    if not journeys[0].cohort.is_recalled:
        return f"order began {long_day(journeys[0].order_start)}"
    told = next((day for day in map(told_on, journeys) if day is not None), None)
    return f"one interview, {long_day(told)}" if told else "no interview yet"


def _scale_text(journey: Trajectory) -> str:
    scale = journey.scale
    return f"{scale.range_text} (scale version {scale.version})"


def heading_of(journey: Trajectory) -> Heading:
    """Title, sentence and measure of a one-pathway sheet."""
    pathway: Pathway = journey.pathway
    is_recalled = journey.cohort.is_recalled
    asks = pathway.asks[:1].upper() + pathway.asks[1:]
    period = "at the beginning and at the end of the first three months" if is_recalled else "over the past 4 weeks"
    title = f"{journey.code}  ·  {pathway.letter}  {pathway.name}"
    return Heading(
        title=f"{title}, as recalled" if is_recalled else title,
        cohort=_cohort_text(journey),
        sentence=sentence.printed(journey),
        measure=f"{asks} {period}: their own rating, {_scale_text(journey)}.",
        when=_when([journey]),
        description=sentence.describe(journey),
        reading=_reading(journey),
    )


def _reading(journey: Trajectory) -> str:
    told = _how_to_read(journey)
    return f"{told} {altered.READING}" if altered.is_marked(journey) else told


def _how_to_read(journey: Trajectory) -> str:
    if journey.cohort.is_recalled:
        return "Recalled ratings are never drawn on the same axes as ratings given at the time."
    told = f"Strikes are numbered as in the notes. Quotation marks: {journey.code}’s own words."
    key = ", ".join(f"{mark} {state.words}" for state, mark in _DIARY_KEY.items() if state in journey.diary)
    told = f"{told} Weekly diaries: {key}." if key else told
    return f"{told} Open diamonds: rated in the diary." if journey.diary_values else told


def heading_of_all(journeys: Sequence[Trajectory], names: Mapping[str, str]) -> Heading:
    """Title, sentence and measure of the sheet with all pathways, called there what `names` says by key."""
    first = journeys[0]
    days = sorted(
        {(r.held_on - j.order_start).days for j in journeys for r in j.ratings if r.value is not None and r.held_on}
    )
    if first.cohort.is_recalled:
        measure = f"Own ratings of the beginning and the end of the first three months, {_scale_text(first)}."
    elif 0 < len(days) <= 6:
        at = f"{noun(len(days), 'day')} {listed([str(day) for day in days])} of the order"
        measure = f"Own ratings of the past 4 weeks, {_scale_text(first)}, at the day of each interview: {at}."
    else:
        measure = f"Own ratings of the past 4 weeks, {_scale_text(first)}, at the day of each interview."
    moment = "turning point" if first.cohort.is_recalled else "strike"
    text = sentence.summary_all(journeys, names)
    reading = f"One {moment}, one line here; the notes in full are on the one-pathway sheets."
    title = f"{first.code}  ·  {sentence.count_text(len(journeys))}"
    return Heading(
        title=f"{title}, as recalled" if first.cohort.is_recalled else title,
        cohort=_cohort_text(first),
        sentence=text,
        measure=measure,
        when=_when(journeys),
        description=sentence.describe_all(journeys, names),
        reading=f"{reading} {altered.READING}" if any(map(altered.is_marked, journeys)) else reading,
    )


def _room(heading: Heading, frame: SheetFrame, typeset: Typesetter) -> tuple[float, float]:
    """Width and height between the head's rule and the foot's."""
    return frame.inner_width, frame.bottom - foot_height(heading, frame, typeset) - head_height(heading, frame, typeset)


def _single(number: int, journey: Trajectory, frame: SheetFrame, typeset: Typesetter) -> _Draft:
    heading = heading_of(journey)
    width, height = _room(heading, frame, typeset)
    first = figure(journey, width, height, PRINT, typeset)
    rest = _notes_pages(journey, first.overflow, width, height, typeset) if first.overflow else ()
    return _Draft(number, "pathway", journey.pathway.key, heading, (first, *rest))


def _notes_pages(
    journey: Trajectory, numbers: Sequence[int], width: float, height: float, typeset: Typesetter
) -> tuple[Figure, ...]:
    """Pages of notes only; wholes kept, but for a note longer than a whole column, which is split."""

    def tell(columns: notes.Columns) -> tuple[notes.Entry, ...]:
        every = notes.entries(journey, typeset, columns, is_print=True)
        return notes.split(columns, [entry for entry in every if entry.strike.number in numbers])

    most = columns_of(Box(0.0, 0.0, width, height), PRINT, journey.cohort.is_recalled)
    columns, waiting = notes.fitted(most, tell)
    pages = []
    while waiting:
        sketch = Sketch(typeset)
        waiting = notes.draw(sketch, columns, waiting, "continued on the next page")
        pages.append(Figure(width, height, tuple(sketch.primitives), sentence.describe(journey)))
    return tuple(pages)


def _together(journeys: tuple[Trajectory, ...], frame: SheetFrame, typeset: Typesetter) -> _Draft:
    heading = heading_of_all(journeys, names_of(journeys, frame.inner_width, typeset))
    width, height = _room(heading, frame, typeset)
    return _Draft(1, "pathways", None, heading, overview.pages(journeys, width, height, typeset))
