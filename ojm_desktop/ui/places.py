"""The pages by name: where each is, and which five stand on the rail. A page is imported when it is first gone to."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from ojm_desktop.ui.page import Page
from ojm_desktop.ui.widgets.rail import Place

PAGES: Final = {
    "today": "ojm_desktop.ui.today:TodayPage",
    "participants": "ojm_desktop.ui.participants:ParticipantsPage",
    "participant": "ojm_desktop.ui.participant:ParticipantPage",
    "agreement": "ojm_desktop.ui.agreement:AgreementPage",
    "interview": "ojm_desktop.ui.interview.page:InterviewPage",
    "form_preview": "ojm_desktop.ui.interview.trying_page:TryingPage",
    "participant_view": "ojm_desktop.ui.participant_view:ParticipantViewPage",
    "back_entry": "ojm_desktop.ui.back_entry:BackEntryPage",
    "withdrawal": "ojm_desktop.ui.withdrawal:WithdrawalPage",
    "cohort": "ojm_desktop.ui.coming:CohortPage",
    "reports": "ojm_desktop.ui.coming:ReportsPage",
    "study": "ojm_desktop.ui.study:StudyPage",
    "log": "ojm_desktop.ui.log:LogPage",
    "restore": "ojm_desktop.ui.restore:RestorePage",
}
"""Page name -> ``module:Class``."""

RAIL: Final = (
    Place("today", "Today", "today"),
    Place("participants", "Participants", "people"),
    Place("cohort", "Cohort", "cohort"),
    Place("reports", "Reports", "report"),
    Place("study", "Study", "study"),
)
"""The five places, top to bottom; Ctrl+1 to Ctrl+5 go there."""

DISCLOSURES: Final = "disclosures"
"""In a participant's target, behind the slash: where what somebody disclosed is read, with or without a visit behind
another slash, to which there is a way back. Nothing is shown by going there."""

BELONGS: Final = {
    "participant": "participants",
    "agreement": "participants",
    "interview": "participants",
    "participant_view": "participants",
    "back_entry": "participants",
    "withdrawal": "participants",
    "form_preview": "study",
    "log": "study",
    "restore": "study",
}
"""Pages that are no place of their own, and the place that stays marked while they are shown."""


def load(name: str) -> type[Page]:
    """The class of a page; raises KeyError for a name that is none."""
    module, _, kind = PAGES[name].partition(":")
    page: type[Page] = getattr(import_module(module), kind)
    return page
