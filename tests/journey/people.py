"""Made-up journeys for the tests of figure, sheets and sentences: codes only, words our own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from ojm_desktop.domain.diary import DiaryState
from ojm_desktop.domain.hot_spot import Certainty, Direction, HotSpot, Note, Polarity, TurningPoint
from ojm_desktop.domain.plan import Cohort, Kind, Pathway, Wave
from ojm_desktop.domain.rating import Giver, Missing, Rating, RatingKey
from ojm_desktop.domain.scale import PRESETS, Scale
from ojm_desktop.domain.template import PATHWAYS, PROSPECTIVE, RETROSPECTIVE
from ojm_desktop.journey.trajectory import ContextEvent, Suggestion, Trajectory

START = date(2025, 3, 3)
TOLD_ON = date(2025, 11, 10)
HOUSING: Pathway = PATHWAYS[1]

Value = int | Missing | None


def day(number: int) -> date:
    """Day `number` of the order."""
    return START + timedelta(days=number)


def rating(wave: str, value: Value, held: int | None = None, pathway: str = "housing", reason: str = "") -> Rating:
    """A value given on day `held`, or a reason."""
    given = value if isinstance(value, int) else None
    missing = value if isinstance(value, Missing) else None
    held_on = day(held) if held is not None and given is not None else None
    key = RatingKey("p", pathway, wave)
    return Rating(key, given, missing, reason, held_on, Giver.PARTICIPANT, False, 1, "2025-06-01T09:00:00.000Z")


def recalled_rating(wave: str, value: Value, pathway: str = "housing") -> Rating:
    """A value looked back on, told on `TOLD_ON`."""
    given = value if isinstance(value, int) else None
    missing = value if isinstance(value, Missing) else None
    key = RatingKey("p", pathway, wave)
    told = TOLD_ON if given is not None else None
    return Rating(key, given, missing, "", told, Giver.PARTICIPANT, True, 1, "2025-11-10T09:00:00.000Z")


def spot(
    key: str,
    first: int,
    last: int | None = None,
    polarity: Polarity = Polarity.POSITIVE,
    note: Note | None = None,
    *,
    is_confirmed: bool = True,
) -> HotSpot:
    """A hot spot on housing from day `first` to day `last`."""
    end = day(first if last is None else last)
    return HotSpot(key, "p", "housing", day(first), end, polarity, is_confirmed, note or Note(f"Event {key}"))


def turn(
    key: str, first: int, last: int, direction: Direction, words: str = "", note: Note | None = None
) -> TurningPoint:
    """A turning point some time from day `first` to day `last`."""
    told = note or Note(f"Turn {key}")
    return TurningPoint(key, "p", "housing", day(first), day(last), direction, Certainty.ABOUT, words, told)


def journey(
    values: Sequence[Value] = (-2, 3, 4),
    held: Sequence[int] = (30, 58, 84),
    spots: Sequence[HotSpot] = (),
    *,
    pathway: Pathway = HOUSING,
    scale: Scale | None = None,
    suggestions: Sequence[Suggestion] = (),
    events: Sequence[ContextEvent] = (),
    diary: Sequence[DiaryState] = (),
    diary_values: Sequence[tuple[int, int]] = (),
    cohort: Cohort = PROSPECTIVE,
) -> Trajectory:
    """A journey followed forward; None in `values` is a wave nobody has said anything of."""
    ratings = tuple(
        rating(wave.key, value, at, pathway.key)
        for wave, value, at in zip(cohort.waves, values, held, strict=True)
        if value is not None
    )
    given = (tuple(spots), (), tuple(suggestions), tuple(events), tuple(diary), tuple(diary_values))
    return Trajectory("C1-03", cohort, pathway, scale or Scale(), START, ratings, *given)


def recalled(values: Sequence[Value] = (-3, 2), turns: Sequence[TurningPoint] = ()) -> Trajectory:
    """A journey told in hindsight."""
    ratings = tuple(
        recalled_rating(wave.key, value)
        for wave, value in zip(RETROSPECTIVE.waves, values, strict=True)
        if value is not None
    )
    return Trajectory("C2-07", RETROSPECTIVE, HOUSING, Scale(), START, ratings, (), tuple(turns))


def all_pathways() -> tuple[Trajectory, ...]:
    """Eight journeys of one person."""
    return tuple(journey((i - 4, i - 3, i - 2), pathway=pathway) for i, pathway in enumerate(PATHWAYS))


_WORDS = (
    "The key worker rang back on the same day",
    "Daeth y gweithiwr cymorth i’r ŵyl gyda ni, ac roedd y tŷ’n gynnes",
    "Pracownik zadzwonił następnego dnia i wszystko się zmieniło, źdźbło nadziei",
    "اتصل بي الموظف في نفس اليوم وساعدني في العثور على غرفة",
    "<unclear> & <3 [inaudible]",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 2,
    "good news \U0001f600 at last",
    "She stood next to me. " * 12,
)
texts = st.one_of(st.just(""), st.sampled_from(_WORDS))
notes = st.builds(Note, st.one_of(st.just(""), st.sampled_from(_WORDS[:7])), texts, texts)
values = st.one_of(st.integers(-5, 5), st.sampled_from(Missing), st.none())


@st.composite
def spots(draw: st.DrawFn, most: int = 12) -> tuple[HotSpot, ...]:
    """Up to `most` hot spots anywhere in the thirteen weeks, in order of time, some lasting, most confirmed."""
    firsts = sorted(draw(st.lists(st.integers(0, 90), max_size=most)))
    made = []
    for index, first in enumerate(firsts):
        last = min(91, first + draw(st.sampled_from((0, 0, 0, 3, 10, 25))))
        polarity = draw(st.sampled_from(Polarity))
        confirmed = draw(st.integers(0, 4)) > 0
        made.append(spot(f"s{index}", first, last, polarity, draw(notes), is_confirmed=confirmed))
    return tuple(made)


@st.composite
def journeys(draw: st.DrawFn, most_spots: int = 12) -> Trajectory:
    """Any journey followed forward: gaps, late interviews, events, diaries, any preset scale."""
    scale = draw(st.sampled_from(PRESETS))
    grades = st.one_of(st.sampled_from(scale.values()), st.sampled_from(Missing), st.none())
    given = tuple(draw(grades) for _ in PROSPECTIVE.waves)
    held = (draw(st.integers(21, 34)), draw(st.integers(49, 62)), draw(st.integers(77, 98)))
    events = draw(
        st.lists(
            st.builds(
                lambda first, long, name: ContextEvent(day(first), day(first + long), name),
                st.integers(0, 85),
                st.integers(0, 30),
                st.sampled_from(("cold spell", "police operation", "Christmas and the New Year holidays")),
            ),
            max_size=3,
        )
    )
    diary = tuple(draw(st.lists(st.sampled_from(DiaryState), min_size=12, max_size=12))) if draw(st.booleans()) else ()
    rated = st.tuples(st.integers(1, 12), st.sampled_from(scale.values()))
    diary_values = tuple(sorted(draw(st.lists(rated, max_size=15)))) if diary else ()
    change = Suggestion("8", day(held[0]), day(held[1]), 3)
    return journey(
        given,
        held,
        draw(spots(most_spots)),
        pathway=draw(st.sampled_from(PATHWAYS)),
        scale=scale,
        suggestions=(change,) if draw(st.booleans()) else (),
        events=events,
        diary=diary,
        diary_values=diary_values,
    )


@st.composite
def recalled_journeys(draw: st.DrawFn) -> Trajectory:
    """Any journey told in hindsight, with up to six turning points."""
    firsts = sorted(draw(st.lists(st.integers(0, 88), max_size=6)))
    turns = []
    for index, first in enumerate(firsts):
        last = min(91, first + draw(st.integers(0, 28)))
        words = draw(st.sampled_from(("", "about the first month’s end", "before summer")))
        turns.append(turn(f"t{index}", first, last, draw(st.sampled_from(Direction)), words, draw(notes)))
    return recalled((draw(values), draw(values)), turns)


def cohort_of(weeks: Sequence[int]) -> Cohort:
    """A prospective cohort with other waves than Bristol's."""
    waves = tuple(Wave(str(week), f"Week {week}", week) for week in weeks)
    return Cohort("x", "X1", "Cohort X", Kind.PROSPECTIVE, waves, 0)
