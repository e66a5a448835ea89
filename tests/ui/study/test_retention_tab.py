"""Study, Retention: what is due is proposed there, and goes when somebody confirmed it."""

from __future__ import annotations

from datetime import timedelta

from pytestqt.qtbot import QtBot

from ojm_desktop.domain.retention import RULES, Which
from ojm_desktop.ui.study import StudyPage
from ojm_desktop.ui.study.retention_tab import RetentionTab
from tests.studies import in_memory, signed_person
from tests.ui import made_up
from tests.ui.showing import shown


def test_that_w7_people_go_when_their_number_and_who_confirms_are_typed_and_every_rule_is_listed(qtbot: QtBot) -> None:
    clock = made_up.StandingClock()
    session = in_memory()
    session.clock = clock
    signed_person(session)
    page, _ = shown(qtbot, StudyPage, session, "retention")
    tab = page.tab
    assert isinstance(tab, RetentionTab)
    assert [row.cells[0].words for row in tab.table.rows.rows] == [rule.what for rule in RULES]
    assert "kept until 30 September 2028. Nothing is due today." in tab.said.sentence
    assert [card.isHidden() for card in tab.cards] == [True, True]

    clock.moment += timedelta(days=871)
    tab.refresh()
    card = tab.cards[list(Which).index(Which.SIGNED)]
    assert not card.isHidden()
    assert card.goes.words.startswith("Signed an agreement, and were to be kept until 30 September 2028: C1-01.")
    assert "one that is restored leaves this person out." in card.stays.words
    for who, number, wrong in (
        ("", "1", "Write who confirms it; initials are enough."),
        ("K.", "2", "Type 1 to erase them."),
    ):
        card.who.setText(who)
        card.number.setText(number)
        card.erase.click()
        assert wrong in (card.confirmed.message.words, card.again.message.words)
        assert len(session.study.store.people.all()) == 1
    card.number.setText("1")
    card.erase.click()
    assert session.study.store.people.all() == []
    assert (card.isHidden(), "delete its folder" in tab.said.sentence) == (True, True)


def test_that_t3_the_page_proposes_nothing_while_the_clock_is_doubted(qtbot: QtBot) -> None:
    session = in_memory()
    signed_person(session)
    clock = made_up.StandingClock()
    clock.earliest = clock.moment.date()
    clock.moment += timedelta(days=3653)
    session.clock = clock
    page, _ = shown(qtbot, StudyPage, session, "retention")
    tab = page.tab
    assert isinstance(tab, RetentionTab)
    assert tab.said.sentence.endswith("Until then nothing is proposed.")
    assert [card.isHidden() for card in tab.cards] == [True, True]
