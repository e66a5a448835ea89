"""A person's facts changed where they stand: the words offered for them are those of the form that adds a person."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ojm_desktop.service.edits import Edit
from ojm_desktop.service.queries.people import row
from ojm_desktop.ui.participant.details import DetailsForm
from ojm_desktop.ui.widgets.entries import ETHNICITIES, GENDERS
from tests.ui import made_up


def test_that_gender_and_ethnicity_offer_the_lists_of_the_form_and_take_any_other_word(qtbot: QtBot) -> None:
    session = made_up.session()
    who = made_up.add(session)

    def do(*edits: Edit) -> bool:
        session.do(*edits)
        return True

    form = DetailsForm(session, do, lambda: None)
    qtbot.addWidget(form)

    def show() -> None:
        form.show_person(row(session, who))

    def offered() -> list[str]:
        return [form.gender.itemText(number) for number in range(form.gender.count())]

    show()
    ethnicities = [form.ethnicity.itemText(number) for number in range(form.ethnicity.count())]
    assert offered()[: len(GENDERS)] == list(GENDERS)
    assert ethnicities[: len(ETHNICITIES)] == list(ETHNICITIES)
    form.gender.setCurrentIndex(1)
    form.gender.activated.emit(1)
    assert session.study.participant(who).gender == GENDERS[1]
    line = form.gender.lineEdit()
    assert line is not None
    line.setText("agender")
    line.editingFinished.emit()
    assert session.study.participant(who).gender == "agender"
    show()
    assert (form.gender.currentText(), offered()[-1]) == ("agender", "agender"), "offered to the next one too"
    line.clear()
    line.editingFinished.emit()
    assert session.study.participant(who).gender == ""
    show()
    assert form.gender.currentText() == ""
    before = session.sequence
    line.editingFinished.emit()
    assert session.sequence == before, "nothing was changed"
