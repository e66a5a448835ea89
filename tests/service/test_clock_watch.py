"""The laptop's clock jumps, is set back by years, starts in 1970: each time it is told, and nothing follows from it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ojm_desktop.domain.clock_notes import Told
from ojm_desktop.service import agreements, clock_doubt, replay
from ojm_desktop.service.clock_doubt import confirm, doubt
from ojm_desktop.service.compare import differences
from ojm_desktop.service.progress import silent
from ojm_desktop.service.queries import study_log
from ojm_desktop.service.queries.study_log import Chosen, Kind
from ojm_desktop.service.session import Session
from ojm_desktop.service.verify import check_chain
from ojm_desktop.typeset import Typeset
from tests import interviewing, studies
from tests.report.paper import read_back

EARLIEST = date(2020, 1, 1)
APRIL = date(2026, 4, 1)
CLOCK = Chosen(kind=Kind.CLOCK)
ONE_QUESTION = """
| survey |
| | type | name | label |
| | text | why | Why? |
"""


def believed() -> tuple[Session, studies.SetClock, str]:
    """An open study whose clock is held to account, and one person who signed."""
    clock = studies.SetClock(earliest=EARLIEST)
    session = studies.in_memory(clock=clock)
    return session, clock, studies.signed_person(session)


def again(session: Session, clock: studies.SetClock) -> Session:
    """The same study as the next run of the program opens it."""
    return Session(session._store, studies.SLOT, studies.in_memory_sealer(session), clock)


def rate(session: Session, person: str, value: int) -> None:
    """One edit more."""
    studies.rate(session, person, "housing", "4", value, APRIL)


def notes(session: Session) -> list[Told]:
    """What was found of the clock, in order."""
    return [note.told for note in session.study.store.clock_notes.since(0)]


def assert_whole(session: Session) -> None:
    """The chain holds, and the log done again gives the same tables."""
    assert check_chain(session.study)[0] == []
    replayed = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert replayed.problems == []
    assert list(differences(session.study, replayed)) == []


def test_that_t1_neither_order_nor_verifying_follows_from_a_clock_set_back_by_three_years() -> None:
    session, clock, person = believed()
    rate(session, person, 1)
    clock.moment -= timedelta(days=3 * 365)
    clock.monotonic += 1000
    rate(session, person, 2)
    told = [row.sentence for row in study_log.rows(session, Chosen())]
    assert told[0] == "C1-01, Housing, week 4 is now +2."
    assert told[1].startswith("This laptop's clock was set back by 1095 days.")
    assert told[2] == "C1-01, Housing, week 4 is now +1."
    assert [row.sequence for row in study_log.rows(session, Chosen())] == list(range(session.sequence, 0, -1))
    assert_whole(session)
    session.undo()
    assert session.study.store.ratings.of(person)[0].value == 1, "undo takes back what was done last"


def test_that_t1_how_long_an_answer_took_is_counted_without_the_clock() -> None:
    session = interviewing.asking(ONE_QUESTION)
    talk = interviewing.begin(session)
    clock = session.clock
    assert isinstance(clock, studies.SetClock)
    talk.goto("/data/why")
    clock.moment -= timedelta(days=3 * 365)
    clock.monotonic += 7_000
    talk.answer("/data/why", "because")
    question = talk.question("/data/why")
    assert talk.pace().seconds(question, "/data/why") == 7


@pytest.mark.parametrize(
    ("by", "told", "sentence"),
    [
        ({"seconds": -61}, Told.BACK, "set back by 1 minute"),
        ({"hours": -5}, Told.BACK, "set back by 5 hours"),
        ({"seconds": 61}, Told.AHEAD, "went ahead by 1 minute"),
        ({"days": 3653}, Told.AHEAD, "went ahead by 3653 days"),
    ],
)
def test_that_t2_a_jump_of_more_than_a_minute_is_an_event_before_the_edit_that_follows_it(
    by: dict[str, float], told: Told, sentence: str
) -> None:
    session, clock, person = believed()
    rate(session, person, 1)
    before = session.sequence
    clock.move(hours=2)
    clock.moment += timedelta(**by)
    rate(session, person, 2)
    assert session.sequence == before + 2
    assert notes(session) == [told]
    (row,) = study_log.rows(session, CLOCK)
    assert (row.sequence, row.kind) == (before + 1, Kind.CLOCK)
    assert sentence in row.sentence
    assert session.last_sentence == "C1-01, Housing, week 4 is now +2."
    clock.move(hours=1)
    rate(session, person, 3)
    assert notes(session) == [told], "once"
    assert_whole(session)


def test_that_t2_up_to_a_minute_summer_time_and_a_night_between_two_runs_are_no_jump() -> None:
    session, clock, person = believed()
    for seconds in (-60, 60):
        clock.moment += timedelta(seconds=seconds)
        rate(session, person, 1)
        rate(session, person, 2)
    session, clock = _summer(session), studies.SetClock(earliest=EARLIEST)
    clock.move(hours=14)
    clock.monotonic = 5
    next_day = again(session, clock)
    rate(next_day, person, 3)
    assert notes(next_day) == []


def _summer(session: Session) -> Session:
    """The hour is changed: UTC goes on as it did, and the offset is another."""
    clock = session.clock
    assert isinstance(clock, studies.SetClock)
    clock.offset = 0
    rate(session, studies.person_of(session), -1)
    return session


def test_that_t2_a_clock_set_back_while_the_program_was_closed_is_noted_with_the_first_edit() -> None:
    session, clock, person = believed()
    clock.moment -= timedelta(days=40)
    reopened = again(session, clock)
    assert notes(reopened) == []
    assert "newest entry was made on 14 May 2026" in doubt(reopened)
    rate(reopened, person, 1)
    assert notes(reopened) == [Told.BACK]
    assert "it had shown 14 May 2026" in doubt(reopened), "the newest entry is of the wrong day by now"
    clock.move(days=41)
    assert doubt(again(reopened, clock)) == "", "the clock was set right"


def test_that_t2_what_is_dated_before_the_program_was_made_is_never_without_a_warning() -> None:
    session, clock, person = believed()
    clock.moment = datetime(1970, 1, 1, 0, 2, tzinfo=UTC)
    flat = again(session, clock)
    assert "shows 1 January 1970, which is before there was such a program" in doubt(flat)
    rate(flat, person, 1)
    assert notes(flat) == [Told.EARLY]
    assert doubt(flat)
    assert_whole(flat)


def test_that_t2_a_jump_that_is_seen_is_noted_at_once_and_one_that_fails_is_noted_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session, clock, person = believed()
    session.note_clock()
    before = session.sequence
    clock.moment -= timedelta(hours=1)
    with monkeypatch.context() as patched:
        patched.setattr(type(session.study.store.log), "append", _fails)
        with pytest.raises(ArithmeticError):
            session.note_clock()
    assert session.sequence == before
    session.note_clock()
    assert (session.sequence, notes(session)) == (before + 1, [Told.BACK])
    rate(session, person, 1)
    assert notes(session) == [Told.BACK]


def _fails(*_: object) -> None:
    raise ArithmeticError("the disk")


def test_that_t3_a_clock_ten_years_ahead_is_doubted_until_somebody_says_that_the_date_is_right() -> None:
    session, clock, person = believed()
    clock.moment += timedelta(days=3653)
    later = again(session, clock)
    assert "shows 14 May 2036, and the newest entry was made on 14 May 2026" in doubt(later)
    rate(later, person, 1)
    assert notes(later) == [Told.AHEAD]
    next_run = again(later, clock)
    assert "it had shown 14 May 2026" in doubt(next_run), "an edit of the wrong day makes no day right"
    confirm(next_run)
    assert doubt(next_run) == ""
    assert doubt(again(next_run, clock)) == ""
    assert study_log.rows(next_run, CLOCK)[0].sentence == "The date that this laptop shows was said to be right."
    assert_whole(next_run)


def test_that_t2_a_jump_stands_on_the_agreement_that_is_signed_after_it_and_on_no_other() -> None:
    session, clock, _ = believed()
    one, other = studies.add_person(session), studies.add_person(session)
    typeset = Typeset()

    def paper(person: str, then: timedelta) -> str:
        prepared = agreements.prepare(session, person, studies.ALL_USES, read_aloud=True, typeset=typeset)
        shown = agreements.show(session, prepared)
        clock.moment += then
        agreements.sign(session, shown, studies.signature(1), studies.signature(2))
        kept = agreements.kept_pdf(session, person)
        assert kept is not None
        return " ".join(read_back(kept)[-1].split())

    assert "those of this laptop's clock; no trusted" in paper(one, timedelta())
    told = paper(other, timedelta(hours=-3))
    (note,) = session.study.store.clock_notes.since(0)
    said = f"this laptop's clock, which was set back by 3 hours (event {note.event} of the log); no trusted"
    assert said in told
    session = again(session, clock)
    clock.move(hours=4)
    assert clock_doubt.on_paper(session) == "", "the clock was set right"
