"""The agreement's words under Study: looked at, drafted, compared, published, taken out of use; and kept half typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ojm_desktop.domain.agreement import Severity, Style, TextState
from ojm_desktop.domain.agreement_words import to_words
from ojm_desktop.service import agreement_texts as texts
from ojm_desktop.service.session import Session
from ojm_desktop.ui.agreement import AgreementPage
from ojm_desktop.ui.study import StudyPage
from ojm_desktop.ui.study.agreement_tab import AgreementTab
from ojm_desktop.ui.study.text_draft import UNSAID
from tests.ui import made_up
from tests.ui.showing import shown


@pytest.fixture
def session() -> Iterator[Session]:
    opened = made_up.session()
    yield opened
    opened.close()


def tab_of(page: StudyPage) -> AgreementTab:
    assert isinstance(page.tab, AgreementTab)
    return page.tab


def read(tab: AgreementTab) -> str:
    return " ".join(label.text() for label in tab.findChildren(QLabel) if label.isVisible())


def test_that_the_boxes_for_version_and_language_are_high_enough_to_be_hit(qtbot: QtBot, session: Session) -> None:
    page, _ = shown(qtbot, StudyPage, session, "agreement")
    tab = tab_of(page)
    asked, _ = shown(qtbot, AgreementPage, session, made_up.add(session))
    boxes = (tab.which, tab.other, tab.language, tab.style_box, asked.language.texts)
    assert min(box.height() for box in boxes) >= 44


def test_that_a_draft_is_begun_edited_compared_and_published_and_who_signed_signs_again(
    qtbot: QtBot, session: Session
) -> None:
    person = made_up.add(session)
    made_up.sign(session, person)
    page, _ = shown(qtbot, StudyPage, session, "agreement")
    tab = tab_of(page)
    assert f"on every signed paper: {texts.current(session).sha256[:16]}" in read(tab)
    tab.begin.click()
    assert tab.draft.heading.text() == "Draft of version 4, English"
    words = tab.draft.words.toPlainText()
    tab.draft.words.setPlainText(words.replace("no member of staff is judged", "nobody is judged"))
    tab.draft.publish.click()
    assert page.strip.sentence == UNSAID
    tab.draft.keep.click()
    tab.other.setCurrentIndex(tab.other.findText("Version 3, English: in use, major change"))
    tab.other.activated.emit(0)
    said = read(tab)
    assert "nobody is judged" in said
    assert tab.draft.isHidden(), "what is compared stands in the place of the draft"
    tab.other.setCurrentIndex(0)
    tab.other.activated.emit(0)
    tab.draft.severity.set_value(Severity.MAJOR.value)
    tab.draft.severity.chosen.emit(Severity.MAJOR.value)
    assert "That is 1 person now. Publishing cannot be undone." in tab.draft.follows.text()
    tab.draft.publish.click()
    assert texts.must_sign_again(session, person) == texts.Reason(3, 4)
    assert tab.draft.isHidden()
    assert tab.which.currentText() == "Version 4, English: in use, major change"


def test_that_what_cannot_be_an_agreement_stays_to_be_mended_and_is_kept_half_typed(
    qtbot: QtBot, session: Session
) -> None:
    page, _ = shown(qtbot, StudyPage, session, "agreement")
    tab = tab_of(page)
    tab.begin.click()
    tab.draft.words.setPlainText("# A title alone\n")
    tab.draft.keep.click()
    assert "An agreement has two parts at least" in page.strip.sentence
    assert tab.draft.words.toPlainText() == "# A title alone\n"
    (half,) = page.half_done()
    session.keep_draft(half.place, half.text, half.cursor)

    again, _ = shown(qtbot, StudyPage, session, "agreement")
    other = tab_of(again)
    draft = next(one for one in texts.kept(session.study) if one.state is TextState.DRAFT)
    other.choose(draft.text)
    assert other.draft.words.toPlainText() == "# A title alone\n"
    other.draft.throw.click()
    assert texts.find(session.study, 4, "English", Style.FULL) is None
    assert again.half_done() == ()


def test_that_a_translation_of_the_text_in_use_is_drafted_published_without_asking_again_and_taken_out_of_use(
    qtbot: QtBot, session: Session
) -> None:
    page, _ = shown(qtbot, StudyPage, session, "agreement")
    tab = tab_of(page)
    tab.language.setText("Cymraeg")
    tab.begin.click()
    assert tab.draft.heading.text() == "Draft of version 3, Cymraeg"
    assert tab.draft.severity.isHidden(), "the version has its change already"
    tab.draft.words.setPlainText(to_words(replace(texts.current(session), title="Cymryd rhan")))
    tab.draft.checked.setChecked(True)
    tab.draft.publish.click()
    assert texts.current(session, "Cymraeg").title == "Cymryd rhan"
    assert tab.which.currentText() == "Version 3, Cymraeg: in use, major change"
    tab.retire.click()
    assert [text.name for text in texts.published(session)] == ["English", "English, easy read"]
