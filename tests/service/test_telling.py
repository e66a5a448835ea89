"""What an event did, in a sentence: of an undoing what stands again, never what no longer does."""

from __future__ import annotations

from datetime import date

from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.service.edits import SetHeldOn, SetMissing
from tests import studies
from tests.service.test_history import edits_of

DAY = date(2026, 4, 1)


def test_that_an_undone_rating_is_told_by_what_stands_again() -> None:
    session = studies.in_memory()
    person = studies.signed_person(session)
    for value in (-2, 3):
        studies.rate(session, person, "housing", "4", value, DAY)
    session.do(SetMissing(key=RatingKey(person, "housing", "4"), missing=Missing.DECLINED))

    told = []
    for _ in range(3):
        session.undo()
        told.append(session.last_sentence)
    assert told == [
        "Undone: C1-01, Housing, week 4 is +3 again.",
        "Undone: C1-01, Housing, week 4 is \u22122 again.",
        "Undone: C1-01, Housing, week 4 has no rating again.",
    ]


def test_that_a_redone_rating_is_told_by_what_stands_again() -> None:
    session = studies.in_memory()
    person = studies.signed_person(session)
    key = RatingKey(person, "housing", "4")
    studies.rate(session, person, "housing", "4", -2, DAY)
    session.do(SetMissing(key=key, missing=Missing.DECLINED))
    session.undo()
    session.redo()
    assert session.last_sentence == "Done again: C1-01, Housing, week 4: declined again."
    session.undo()
    session.undo()
    session.redo()
    assert session.last_sentence == "Done again: C1-01, Housing, week 4 is \u22122 again."


def test_that_a_step_of_several_edits_is_told_once() -> None:
    session = studies.in_memory()
    person = studies.signed_person(session)
    keys = [RatingKey(person, pathway, "4") for pathway in ("housing", "work")]
    for key in keys:
        studies.rate(session, person, key.pathway, key.wave, 1, DAY)
    session.do(*(SetHeldOn(key=key, held_on=date(2026, 4, 2)) for key in keys))
    assert session.last_sentence == "C1-01, week 4 was held on 2 April 2026."
    session.undo()
    assert session.last_sentence == "Undone: C1-01, week 4 was held on 1 April 2026 again."
    session.redo()
    assert session.last_sentence == "Done again: C1-01, week 4 was held on 2 April 2026."


def test_that_no_undone_edit_is_told_as_if_it_still_stood() -> None:
    session = studies.in_memory()
    person = studies.signed_person(session)
    done = []
    for edit in edits_of(session, person):
        session.do(edit)
        done.append(session.last_sentence)
    for sentence in reversed(done):
        session.undo()
        undone = session.last_sentence.removeprefix("Undone: ")
        assert undone not in (session.last_sentence, sentence)
        assert any(word in undone for word in (" again", " back")), undone
