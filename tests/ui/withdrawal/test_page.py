"""The page of a withdrawal: what stops and what stays in sight before it is recorded (W1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.withdrawal import WORDS, Level
from ojm_desktop.service.queries import people
from ojm_desktop.service.session import Session
from ojm_desktop.ui.widgets.message import Message
from ojm_desktop.ui.withdrawal import WithdrawalPage
from tests.ui import made_up
from tests.ui.showing import shown


@pytest.fixture
def session() -> Iterator[Session]:
    """A study with one person who has signed."""
    found = made_up.session()
    made_up.sign(found, made_up.add(found))
    yield found
    found.close()


def test_that_each_level_says_what_stops_and_what_stays_before_it_is_recorded(qtbot: QtBot, session: Session) -> None:
    who = session.study.store.people.all()[0].id
    page, went = shown(qtbot, WithdrawalPage, session, who)
    assert page.level is Level.NO_CONTACT
    for level, button in page.levels.items():
        button.click()
        assert (page.stops.words, page.stays.words) == (WORDS[level].does, WORDS[level].stays)
    page.levels[Level.NO_NEW_DATA].click()
    before = session.sequence
    page.record.click()
    assert session.sequence == before
    assert "who heard it" in page.fields["told_to"].message.words
    page.told_to.setText("K.")
    page.words.setPlainText("It is too much now.")
    page.record.click()
    assert people.row(session, who).level == Level.NO_NEW_DATA.value
    assert went.to == [("participant", who)]


def test_that_what_stops_and_what_stays_is_read_whole_on_a_wide_screen(qtbot: QtBot, session: Session) -> None:
    page, _ = shown(qtbot, WithdrawalPage, session, session.study.store.people.all()[0].id)
    page.resize(1100, 600)
    page.levels[Level.EXCLUDED].click()
    for part in (page.stops, page.stays):
        qtbot.waitUntil(partial(_is_whole, part), timeout=1000)


def _is_whole(part: Message) -> bool:
    return part.height() >= part.heightForWidth(part.width()) > 0


def test_that_somebody_who_withdrew_can_go_further_and_not_back(qtbot: QtBot, session: Session) -> None:
    who = session.study.store.people.all()[0].id
    page, _ = shown(qtbot, WithdrawalPage, session, who)
    page.levels[Level.NO_NEW_DATA].click()
    page.told_to.setText("K.")
    page.record.click()
    page.show_target(who)
    assert [each for each, button in page.levels.items() if button.isEnabled()] == [Level.EXCLUDED, Level.ERASED]
    assert page.level is Level.EXCLUDED
    page.told_to.setText("K.")
    page.record.click()
    page.show_target(who)
    assert [each for each, button in page.levels.items() if button.isEnabled()] == [Level.ERASED]


def test_that_w3_erasing_counts_what_goes_and_is_done_only_with_a_reason_and_the_code_again(
    qtbot: QtBot, session: Session
) -> None:
    who = session.study.store.people.all()[0]
    page, went = shown(qtbot, WithdrawalPage, session, who.id)
    page.levels[Level.ERASED].click()
    assert page.erasing.goes.words == f"Of {who.code} goes: who they are in the study and 1 agreement or withdrawal."
    assert not page.fields["words"].isVisible()
    page.told_to.setText("K.")
    for line, words, says in (
        (page.erasing.reason, "asked for it", "Write why in a few words."),
        (page.erasing.again, who.code.lower(), f"Type {who.code} to erase this person."),
    ):
        page.record.click()
        assert says in [field.message.words for field in page.erasing.fields]
        assert session.study.store.people.get(who.id) is not None
        line.setText(words)
    assert page.record.accessibleName() == f"Erase {who.code}"
    page.record.click()
    assert session.study.store.people.all() == []
    assert [stone.basis for stone in session.study.store.erasures.all()] == ["asked for it"]
    assert went.to == [("participants", "")]
