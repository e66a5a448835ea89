"""How people were reached and why they left: counted over everybody, and small numbers hidden where they leave."""

from __future__ import annotations

from datetime import date

import pytest

from ojm_desktop.domain.contact import Leaving, Outcome, Way, Why
from ojm_desktop.domain.withdrawal import Level
from ojm_desktop.service.edits import RecordContact, RecordLeaving, Withdraw
from ojm_desktop.service.study import NotAllowed
from ojm_desktop.service.taking_part import FEWER, UNTOLD, hidden, said, taking_part
from tests import studies

DAY = date(2026, 3, 31)


def test_that_attempts_and_reasons_are_counted_over_everybody_and_a_withdrawal_without_one_too() -> None:
    session = studies.in_memory()
    people = [studies.add_person(session) for _ in range(3)]
    signed = studies.signed_person(session)
    for who in people:
        session.do(RecordContact(participant=who, on=DAY, way=Way.IN_PERSON, outcome=Outcome.AGREED))
    session.do(RecordContact(participant=signed, on=DAY, way=Way.TELEPHONE, outcome=Outcome.NOT_REACHED))
    session.do(RecordLeaving(participant=people[0], leaving=Leaving(Why.MOVED, DAY, "to her sister")))
    session.do(RecordLeaving(participant=people[1], leaving=Leaving(Why.IN_CUSTODY, DAY)))
    session.do(Withdraw(participant=signed, level=Level.NO_CONTACT, said_on=session.today(), told_to="K. S.", words=""))
    found = taking_part(session)
    assert found.attempts == {(Way.IN_PERSON, Outcome.AGREED): 3, (Way.TELEPHONE, Outcome.NOT_REACHED): 1}
    assert found.reasons == (Why.MOVED.words, Why.IN_CUSTODY.words, UNTOLD)
    assert (found.left_for(UNTOLD), sum(found.left.values())) == (1, 3)
    assert "sister" not in repr(found)
    with pytest.raises(NotAllowed):
        taking_part(studies.as_analyst(session))
    session.close()


def test_that_numbers_of_one_and_two_are_hidden_and_none_is_said_as_none() -> None:
    assert [hidden(number) for number in range(5)] == [0, None, None, 3, 4]
    assert [said(number) for number in (0, 2, 3)] == ["0", FEWER, "3"]
