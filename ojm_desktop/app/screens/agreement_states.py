"""States of the agreement: read, chosen, signed in each way, filed, and a no."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPainter, QPen
from PySide6.QtWidgets import QToolButton

from ojm_desktop.app.screens.scene import scribble
from ojm_desktop.app.screens.stage import Stage, draw_signature, settle
from ojm_desktop.domain.agreement import Severity
from ojm_desktop.domain.agreement_text import CURRENT
from ojm_desktop.domain.signing import Way
from ojm_desktop.service import scans
from ojm_desktop.service.edits import DraftText, PublishText
from ojm_desktop.ui.agreement.page import AgreementPage
from ojm_desktop.ui.agreement.progress import Step
from ojm_desktop.ui.study import StudyPage
from ojm_desktop.ui.study.agreement_tab import AgreementTab


def language(stage: Stage) -> AgreementPage:
    """The first step, for somebody who has not signed."""
    page = stage.go("agreement", stage.scene.unsigned)
    assert isinstance(page, AgreementPage)
    return page


def signed_before(stage: Stage) -> None:
    """Somebody's page after a major change of what they signed."""
    session = stage.frame.session
    said = replace(CURRENT, version=CURRENT.version + 1, title="What we agree, said anew")
    session.do(DraftText(version=said.version, language=said.language, style=said.style, text=said))
    session.do(PublishText(version=said.version, language=said.language, style=said.style, severity=Severity.MAJOR))
    stage.go("participant", stage.scene.signed)


def read(stage: Stage) -> AgreementPage:
    """The second part of the text."""
    page = language(stage)
    page.language.aloud.click()
    page.on()
    page.on()
    return page


def understood(stage: Stage) -> AgreementPage:
    """Two of the questions answered in the person's words."""
    page = read(stage)
    while page.step is Step.READ:
        page.on()
    said = ("You put it on a map, with a number and not my name.", "I just say stop.")
    for line, words in zip(page.understood.lines, said, strict=False):
        line.setText(words)
        line.textEdited.emit(words)
    return page


def reported(stage: Stage) -> AgreementPage:
    """What must be passed on."""
    page = understood(stage)
    for line in page.understood.lines[2:]:
        line.setText("Nothing, my officer does not mind.")
        line.textEdited.emit(line.text())
    page.on()
    return page


def choices(stage: Stage) -> AgreementPage:
    """Yes and no, two of them answered."""
    page = reported(stage)
    page.on()
    for yes, _no in list(page.choices.rows.values())[:2]:
        yes.click()
    return page


def signing(stage: Stage) -> AgreementPage:
    """Both boxes empty."""
    page = choices(stage)
    for _yes, no in list(page.choices.rows.values())[2:]:
        no.click()
    page.on()
    settle()
    return page


def half_signed(stage: Stage) -> None:
    """The participant has signed, the researcher has not."""
    page = signing(stage)
    draw_signature(page.signing.participant.pad)
    page.signing.researcher.pad.setFocus()


def typed(stage: Stage) -> None:
    """The participant has typed their name; the paper shows it."""
    page = signing(stage)
    page.giving.choose_way(Way.TYPED)
    page.signing.typed.name.setText("Siân Anwen")
    page.signing.typed.use.click()
    page.signing.researcher.pad.setFocus()


def marked(stage: Stage) -> None:
    """A mark, and a witness who has signed; the researcher has not."""
    page = signing(stage)
    page.giving.choose_way(Way.MARK)
    page.room.set_large(False)
    settle()
    draw_signature(page.signing.marked.mark)
    draw_signature(page.signing.marked.witness)
    page.signing.marked.name.setText("Witness C.")


def on_paper(stage: Stage) -> AgreementPage:
    """Somebody signed on paper before: nothing of it is given yet."""
    page = language(stage)
    page.language.on_paper.click()
    page.on()
    for yes, _no in page.choices.rows.values():
        yes.click()
    page.on()
    settle()
    return page


def to_sign(stage: Stage) -> None:
    """Read here, to be signed in ink: the paper is saved first, and why is asked."""
    page = signing(stage)
    page.giving.choose_way(Way.PAPER)
    page.signing.on_paper.to_sign.click()
    page.room.set_large(False)


def scanned(stage: Stage) -> None:
    """The scan, its day and its words are there, and the record of it waits for the researcher."""
    page = on_paper(stage)
    box = page.signing.on_paper
    box.take(scans.checked(scan_of_paper()))
    box.words.findChildren(QToolButton)[1].click()
    box.day.setText("2 February 2026")
    box.day.take()
    page.room.set_large(False)
    page.signing.researcher.pad.setFocus()


def witnessed_no(stage: Stage) -> None:
    """A no is about to be filed before a witness."""
    refusing(stage)
    page = stage.frame.page
    assert isinstance(page, AgreementPage)
    page.refusal.has_witness.click()


def filed(stage: Stage) -> None:
    """Sealed."""
    stage.go("agreement", stage.scene.telling.participant)


def refusing(stage: Stage) -> None:
    """A no is about to be filed."""
    language(stage).foot.refuse.click()


def drafted(stage: Stage) -> AgreementTab:
    """A draft of the agreement's next version, a word of it changed, before it is published."""
    page = stage.go("study", "agreement")
    assert isinstance(page, StudyPage)
    tab = page.tab
    assert isinstance(tab, AgreementTab)
    tab.begin.click()
    words = tab.draft.words.toPlainText().replace("no member of staff is judged", "nobody is judged")
    tab.draft.words.setPlainText(words)
    tab.draft.keep.click()
    settle()
    return tab


def compared(stage: Stage) -> None:
    """The draft beside the version in use."""
    tab = drafted(stage)
    newest = next(
        number for number in range(tab.other.count()) if tab.other.itemText(number).startswith("Version 3, English:")
    )
    tab.other.setCurrentIndex(newest)
    tab.other.activated.emit(newest)
    settle()


def scan_of_paper() -> bytes:
    """A made-up form, filled in and signed in ink, as a scanner gives it: PNG, 100 dots an inch."""
    sheet = QImage(827, 1169, QImage.Format.Format_Grayscale8)
    sheet.fill(QColor(246, 246, 246))
    painter = QPainter(sheet)
    font = QFont("Noto Sans")
    font.setPixelSize(26)
    painter.setFont(font)
    painter.drawText(QRect(90, 90, 700, 60), Qt.AlignmentFlag.AlignLeft, "Agreement to take part")
    painter.setPen(QPen(QColor(120, 120, 120), 5))
    for line in range(18):
        painter.drawLine(90, 190 + 34 * line, 720 - 90 * (line % 3 == 2), 190 + 34 * line)
    painter.setPen(QPen(QColor(40, 40, 60), 4))
    places = [QPointF(120 + point.x / 22, 880 + point.y / 22) for point in scribble()]
    painter.drawPolyline(places)
    painter.end()
    held = QBuffer()
    held.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(held, QByteArray(b"png")).write(sheet)
    return bytes(held.data().data())
