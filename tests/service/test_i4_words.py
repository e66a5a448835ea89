"""What is typed is kept to the last character, wherever it is kept, and comes back so from the log (I4)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojm_desktop.domain.errors import Refused
from ojm_desktop.domain.hot_spot import Note, Polarity
from ojm_desktop.domain.participant import Identity
from ojm_desktop.domain.rating import Missing, RatingKey
from ojm_desktop.service import replay
from ojm_desktop.service.compare import differences
from ojm_desktop.service.edits import DescribeHotSpot, MarkHotSpot, RecordIdentity, SetMissing
from ojm_desktop.service.edits.sealed_kinds import IDENTITY
from ojm_desktop.service.progress import silent
from ojm_desktop.service.session import Session
from tests import studies

DAY = date(2026, 3, 10)
AWKWARD = (
    "a\0b",
    "\u202eturned\u202c",
    "\ufeff\u200f\u2028\x85\x0b\r\n\t\x1b[0m\x7f",
    "e\u0301 \u0939\u093f \U0001f469\u200d\U0001f4bb",
    "x" * 40_000 + "!",
    "  \n ends in space \n ",
)


@pytest.fixture(scope="module")
def session() -> Session:
    """A study with somebody who signed and has a hot spot."""
    made = studies.in_memory()
    who = studies.signed_person(made)
    made.do(
        MarkHotSpot(participant=who, pathway="drugs", first_day=DAY, last_day=DAY, polarity=Polarity.NEGATIVE),
    )
    return made


def write(session: Session, words: str) -> list[str]:
    """The words in an open place, in a note and on the sealed side; as each gives them back."""
    who = studies.person_of(session)
    (spot,) = session.study.store.hot_spots.of(who)
    key = RatingKey(who, "drugs", "4")
    session.do(SetMissing(key=key, missing=Missing.DECLINED, reason=words))
    session.do(DescribeHotSpot(participant=who, hot_spot=spot.id, note=Note("a", words, words)))
    session.do(RecordIdentity(participant=who, identity=Identity(words)))
    rating = session.study.store.ratings.get(key)
    assert rating is not None
    (noted,) = session.study.store.hot_spots.of(who)
    named = session.study.sealed_side.get_value(IDENTITY, who, Identity)
    assert named is not None
    return [rating.reason, noted.note.could_have_helped, noted.note.observation, named.name]


@pytest.mark.parametrize("words", AWKWARD, ids=range(len(AWKWARD)))
def test_that_i4_every_character_of_an_awkward_text_is_kept(session: Session, words: str) -> None:
    assert write(session, words) == [words] * 4


@given(words=st.text(min_size=1))
@settings(max_examples=60, deadline=None)
def test_that_i4_every_character_of_any_text_is_kept(session: Session, words: str) -> None:
    assert write(session, words) == [words] * 4


def test_that_i4_the_log_gives_every_character_back() -> None:
    session = studies.in_memory()
    who = studies.signed_person(session)
    for pathway, words in zip(session.plan.pathways, AWKWARD, strict=False):
        session.do(SetMissing(key=RatingKey(who, pathway.key, "4"), missing=Missing.DECLINED, reason=words))
    again = replay.in_memory(session.study, studies.in_memory_sealer(session), silent)
    assert again.problems == []
    assert list(differences(session.study, again)) == []
    assert {row.reason for row in session.study.store.ratings.of(who)} == set(AWKWARD)


@given(before=st.text(), half=st.integers(0xD800, 0xDFFF), after=st.text())
@settings(max_examples=20, deadline=None)
def test_that_i4_half_a_character_is_refused_and_nothing_is_changed(
    session: Session, before: str, half: int, after: str
) -> None:
    as_it_was = write(session, "as it was"), session.sequence
    with pytest.raises(Refused, match="broken character"):
        write(session, before + chr(half) + after)
    assert ([*as_it_was[0]], session.sequence) == as_it_was
