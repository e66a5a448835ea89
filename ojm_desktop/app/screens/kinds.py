"""A questionnaire with every kind of field, and the states its cards are drawn in; made up, answered by nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from ojm_desktop.domain.answer import CommentKind, Comparison, NonAnswer
from ojm_desktop.domain.form import (
    Audience,
    Check,
    Choice,
    ChoiceList,
    Choices,
    Form,
    Group,
    Last,
    Level,
    Question,
    Range,
    Role,
    Type,
    Words,
)


@dataclass(frozen=True)
class Drawn:
    """A question in a state: what stands there, what stood there last time, what is said of both, what is noted."""

    question: Question
    value: str = ""
    last: str = ""
    declined: NonAnswer | None = None
    comparison: Comparison | None = None
    note: tuple[CommentKind, str] | None = None
    is_missing: bool = False
    is_over: bool = False
    typed: str = ""


def _words(text: str) -> Words:
    return Words((("", (text,)),)) if text else Words()


def _asked(
    name: str,
    kind: Type,
    label: str,
    looks: str = "",
    choices: str = "",
    hint: str = "",
    guidance: str = "",
    **more: object,
) -> Question:
    return Question(
        path=f"/data/{name}",
        type=kind,
        source_type="geopoint" if kind is Type.TYPED_ELSEWHERE else "",
        label=_words(label),
        hint=_words(hint),
        guidance=_words(guidance),
        appearance=tuple(looks.split()),
        choices=Choices(choices) if choices else None,
        **more,  # type: ignore[arg-type]
    )


def _list(name: str, *labels: str) -> ChoiceList:
    return ChoiceList(name, tuple(Choice(f"{name}{at}", _words(label)) for at, label in enumerate(labels, 1)))


LISTS: Final = (
    _list("yn", "Yes", "No"),
    _list("agree", "Not at all", "A little", "Mostly", "Completely"),
    _list("who", "My worker", "Family, or somebody who is as near to me as family, whatever others may call them",
          "A friend", "Nobody"),
    _list("months", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    ChoiceList(
        "rooms",
        tuple(
            Choice(name, _words(label), (), (("image", f"jr://images/{name}.png"),))
            for name, label in (
                ("house", "A house with a door of its own"),
                ("hostel", "A hostel, or a room that others have a key to"),
                ("street", "Outside"),
                ("gone", "Nowhere for long (its picture did not come along)"),
            )
        ),
    ),
    _list("towns", *(f"Town number {number}" for number in range(1, 1001))),
)  # fmt: skip
LONG: Final = (
    "Thinking about the last four weeks, how has it been for you where you are living? Think of the place where you "
    "slept most nights, of the people there, of how safe it felt, of what it cost you, and of whether you could close "
    "a door behind you when you wanted to. "
)
FIVE: Final = Range("-5", "5", "1")
RATING: Final = _asked(
    "rating",
    Type.RANGE,
    "Thinking about the last four weeks, how has it been for you where you are living?",
    hint="Zero means neither good nor bad. There is no right answer.",
    guidance="If they moved this month, ask about the place where they slept most nights. Wait before you prompt.",
    range=FIVE,
    role=Role.RATING,
    required="true()",
    checks=(Check(Level.WARN, ". != 5", _words("This is as good as it can be. Is it?")),),
)


def _rating(name: str, label: str = "") -> Question:
    return replace(RATING, path=f"/data/{name}", label=_words(label) if label else RATING.label)


SHEETS: Final[dict[str, tuple[Drawn, ...]]] = {
    "scales": (
        Drawn(_rating("r1"), last="-2"),
        Drawn(
            _rating("r2"),
            "1",
            "-2",
            comparison=Comparison.CHANGED,
            note=(CommentKind.QUOTE, "I’ve got my own key now."),
        ),
        Drawn(_asked("ten", Type.RANGE, "How sure are you?", range=Range("1", "10", "1")), "7"),
        Drawn(_asked("two", Type.RANGE, "And how is it today?", range=Range("-2", "2", "1"))),
        Drawn(_asked("hundred", Type.RANGE, "How full is the house?", "no-ticks", range=Range("0", "100", "1")), "40"),
        Drawn(_asked("upright", Type.RANGE, "How high is it?", "vertical", range=Range("0", "4", "1")), "3"),
    ),
    "states": (
        Drawn(_rating("s1"), "5", "1"),
        Drawn(_rating("s2"), is_missing=True),
        Drawn(_rating("s3"), declined=NonAnswer.REFUSED),
        Drawn(_rating("s4", LONG * 3), "-4", is_over=True),
        Drawn(
            _asked(
                "age",
                Type.INTEGER,
                "How old are you?",
                hint="In whole years.",
                checks=(Check(Level.BLOCK, ". >= 18", _words("Only adults take part.")),),
            ),
            "12",
        ),
        Drawn(_asked("told", Type.TEXT, "What has it been like?", "multiline", last=Last.AFTER), "A room.", "Cold."),
    ),
    "choices": (
        Drawn(_asked("one", Type.SELECT_ONE, "Do you have a place of your own?", choices="yn"), "yn1"),
        Drawn(_asked("several", Type.SELECT_MULTIPLE, "Who has helped you?", choices="who"), "who1 who2"),
        Drawn(_asked("ranked", Type.RANK, "Who helped most?", choices="who"), "who2 who1 who3 who4"),
        Drawn(_asked("likert", Type.SELECT_ONE, "I feel safe there.", "likert", "agree"), "agree2"),
        Drawn(_asked("columns", Type.SELECT_ONE, "Which month suits you?", "columns-3", "months"), "months3"),
        Drawn(_asked("minimal", Type.SELECT_ONE, "And the month after?", "minimal", "months")),
        Drawn(_asked("towns", Type.SELECT_ONE, "Where was it?", "search", "towns"), "towns2"),
        Drawn(_asked("unranked", Type.RANK, "And last year?", choices="who")),
    ),
    "pictured": (
        Drawn(_asked("seen", Type.SELECT_ONE, "Where did you sleep most nights?", choices="rooms"), "hostel"),
        Drawn(_asked("beside", Type.SELECT_ONE, "And the month before?", "columns-2", "rooms"), "house"),
        Drawn(_asked("many", Type.SELECT_MULTIPLE, "Where else?", choices="rooms"), "house street"),
        Drawn(_asked("below", Type.SELECT_MULTIPLE, "And where else then?", "columns-pack", "rooms"), "street"),
        Drawn(_asked("sorted", Type.RANK, "Where was it best?", choices="rooms"), "house street hostel gone"),
        Drawn(_asked("dropped", Type.SELECT_ONE, "And where now?", "minimal", "rooms"), "street"),
    ),
    "typed": (
        Drawn(_asked("short", Type.TEXT, "What do you call the place?"), "The hostel"),
        Drawn(_asked("long", Type.TEXT, "Tell me about it.", "multiline"), typed="I’ve got my own key"),
        Drawn(_asked("attached", Type.TEXT, "And what did the letter say?", "multiline"), "They wrote: " * 10_000),
        Drawn(_asked("day", Type.DATE, "Which day was it?"), "2026-02-03"),
        Drawn(_asked("month", Type.DATE, "Since which month?", "month-year"), "2026-02-01"),
        Drawn(_asked("moment", Type.DATE_TIME, "When exactly?"), "2026-02-03T14:30"),
        Drawn(_asked("hours", Type.DECIMAL, "How many hours did it take?"), "2.5"),
        Drawn(_asked("place", Type.TYPED_ELSEWHERE, "Where is it?")),
    ),
    "others": (
        Drawn(_asked("thanks", Type.NOTE, "Thank you. We go on with your family now.")),
        Drawn(_asked("look", Type.NOTE, "Look at the clock before you go on.", audience=Audience.INTERVIEWER)),
        Drawn(_asked("ready", Type.ACKNOWLEDGE, "Is that all right, and shall we begin?"), "OK"),
        Drawn(_asked("own", Type.TEXT, "What matters most to you?", audience=Audience.PARTICIPANT)),
        Drawn(_asked("picture", Type.IMAGE, "A picture of the plan you made")),
        Drawn(_asked("spoken", Type.AUDIO, "In your own words")),
        Drawn(_asked("signed", Type.SIGNATURE, "Your signature", "signature")),
        Drawn(_asked("drawn", Type.IMAGE, "Draw the way there", "draw"), typed="800,900 3000,2600 5200,1400"),
    ),
}  # fmt: skip
"""Sheet by sheet, what is drawn on it."""


PICTURES: Final = {
    "house.png": "2000,8800 2000,4600 5000,1600 8000,4600 8000,8800 2000,8800;4300,8800 4300,6200 5700,6200 5700,8800",
    "hostel.png": "1200,8800 1200,1800 8800,1800 8800,8800 1200,8800;2400,3200 3900,3200 3900,4800 2400,4800 2400,3200;"
    "6100,3200 7600,3200 7600,4800 6100,4800 6100,3200;4300,8800 4300,6200 5700,6200 5700,8800",
    "street.png": "600,8800 9400,8800;3600,8700 4300,1500 5900,1500;6800,8700 6800,5200;5600,6100 8000,6100",
}
"""The pictures of choices, as strokes; the one of “gone” did not come along."""


def form() -> Form:
    """All of it as one questionnaire."""
    questions = tuple(drawn.question for sheet in SHEETS.values() for drawn in sheet)
    return Form("kinds", "1", "Every kind", "0" * 64, (), "", Group(path="/data", children=questions), LISTS)
