"""All pictures, in the order of a day: unlock, today, a person, the agreement, the study, and what comes between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ojm_desktop.app.screens import (
    agreement_states,
    around_states,
    card_states,
    contact_states,
    diary_states,
    due_states,
    form_states,
    interview_states,
    key_states,
    kinds,
    name_states,
    paper_states,
    rescue_states,
    states,
    visit_states,
)
from ojm_desktop.app.screens.states import Leading


@dataclass(frozen=True)
class Shot:
    """A picture's name, how a window is led there, and of which study: ``practice``, ``new``, ``waiting``, ``busy`` or
    ``paper``.

    ``known`` and ``none`` are the unlock page with two studies and with none. ``large``: also drawn at large text.
    ``tall``: as high as it needs to be, no page but a sheet of parts.
    """

    name: str
    prepare: Leading
    study: str = "practice"
    large: bool = False
    tall: bool = False


def _page(name: str, target: str = "") -> Leading:
    return lambda stage: stage.go(name, target)


def _stay(_stage: object) -> None:
    """The window is there already."""


COUNTED: Final = ("vouchers", "taking_part")
SET_UP: Final = ("scale", "pathways", "waves", "lists", "basis", "retention", "agreement")
STUDY_TABS: Final = (*SET_UP, "keys", "recipients", *COUNTED, "backup")

SHOTS: Final = (
    Shot("unlock", _stay, "known", large=True),
    Shot("unlock-wrong", states.wrong_passphrase, "known", large=True),
    Shot("unlock-first", _stay, "none", large=True),
    Shot("unlock-create-1", states.create_place, "none", large=True),
    Shot("unlock-create-2", states.create_passphrase, "none", large=True),
    Shot("unlock-create-3", states.create_recovery, "none", large=True),
    Shot("today", _page("today"), large=True),
    Shot("today-open", visit_states.page, "busy", large=True),
    Shot("today-start", visit_states.start, "busy", large=True),
    Shot("today-start-late", visit_states.start_late, "busy"),
    Shot("today-start-unsigned", visit_states.start_unsigned, "busy"),
    Shot("today-another-day", visit_states.another_day, "busy", large=True),
    Shot("today-missed", visit_states.missed, "busy", large=True),
    Shot("today-clock-back", visit_states.clock_back, "busy"),
    Shot("today-second-entries", _page("today"), "paper"),
    Shot("today-nothing-due", _page("today"), "waiting"),
    Shot("today-new", _page("today"), "new"),
    Shot("participants", _page("participants"), large=True),
    Shot("participants-no-match", states.no_match),
    Shot("participants-empty", _page("participants"), "new"),
    Shot("participants-add", _page("participants", "add")),
    Shot("participant", states.telling, large=True),
    Shot("participant-sign-again", agreement_states.signed_before, "waiting", large=True),
    Shot("participant-hot-spot", states.hot_spot, large=True),
    Shot("participant-adding", states.adding, large=True),
    Shot("participant-suggestion", states.suggestion, large=True),
    Shot("participant-all", states.all_pathways, large=True),
    Shot("participant-table", states.twin, large=True),
    Shot("participant-missing", states.missing, large=True),
    Shot("participant-pointing", states.pointing),
    Shot("participant-unrated", lambda stage: stage.go("participant", stage.scene.signed), "waiting"),
    Shot("participant-unsigned", lambda stage: stage.go("participant", stage.scene.unsigned), "waiting"),
    Shot("withdrawal", states.withdrawal, large=True),
    Shot("withdrawal-erase", states.erasing, large=True),
    Shot("withdrawal-further", states.withdrawal_further),
    Shot("participant-withdrawn", states.withdrawn),
    Shot("participant-correcting", states.correcting, large=True),
    Shot("participant-recalled", states.recalled, large=True),
    Shot("participant-turning-point", states.turning_point, large=True),
    Shot("participant-next-visit", visit_states.next_visit, "busy", large=True),
    Shot("participant-interviews", visit_states.interviews, "busy", large=True),
    Shot("participant-interviews-start", visit_states.interviews_start, "busy"),
    Shot("participant-interviews-held", states.tab("interviews")),
    Shot("participant-diary", diary_states.weeks, large=True),
    Shot("participant-diary-empty", diary_states.empty, "waiting", large=True),
    Shot("participant-diary-entry", diary_states.entry, large=True),
    Shot("participant-diary-missed", diary_states.missed, large=True),
    Shot("participant-diary-copying", diary_states.copying, large=True),
    Shot("participant-diary-booklet", diary_states.booklet),
    Shot("participant-comments", states.tab("comments")),
    Shot("participant-contacts", states.tab("contacts"), large=True),
    Shot("participant-contacts-vouchers", contact_states.vouchers, large=True),
    Shot("participant-contacts-kept-apart", contact_states.kept_apart, large=True),
    Shot("participant-contacts-report", contact_states.report, large=True),
    Shot("participant-contacts-apart-new", contact_states.apart_new, large=True),
    Shot("participant-contacts-apart-asked", contact_states.apart_asked, "held", large=True),
    Shot("participant-documents", states.tab("documents")),
    Shot("participant-documents-paper", paper_states.documents, "paper", large=True),
    Shot("participant-log", states.tab("log")),
    Shot("participant-details", states.details),
    Shot("participant-name", name_states.shown, large=True),
    Shot("participant-name-asked", name_states.asked, "waiting"),
    Shot("participant-access", name_states.leaving, large=True),
    Shot("participant-print", states.print_line, "waiting", large=True),
    Shot("participant-print-sealed", states.print_sealed, "waiting", large=True),
    Shot("participant-view", states.preparing),
    Shot("participant-view-scale", states.scale, large=True),
    Shot("participant-view-chosen", states.scale_chosen),
    Shot("participant-view-graph", states.graph),
    Shot("participant-view-thanks", states.thanks),
    *(Shot(f"question-{name}", card_states.sheet(name), large=True, tall=True) for name in kinds.SHEETS),
    Shot("interview-disclosure", around_states.disclosure, "held"),
    Shot("interview-disclosure-first", around_states.disclosure_first, "held"),
    Shot("interview-disclosure-words", around_states.disclosure_words, "held", large=True),
    Shot("interview-disclosure-kept", around_states.disclosure_kept, "held", large=True),
    Shot("interview-before-finish", around_states.finish, "held", large=True),
    Shot("interview-stopping", around_states.stopping, "held"),
    Shot("interview-hand-over", around_states.hand_over, "held"),
    Shot("interview-handed-scale", around_states.handed_scale, "held", large=True),
    Shot("interview-handed-ringed", around_states.handed_ringed, "held", large=True),
    Shot("interview-handed-welsh", around_states.handed_welsh, "held", large=True),
    Shot("interview-handed-graph", around_states.handed_graph, "held", large=True),
    Shot("interview-before-finish-free", around_states.complete, "held"),
    Shot("interview-complete", around_states.completed, "held", large=True),
    Shot("back-entry", paper_states.untyped, "paper"),
    Shot("back-entry-typed", paper_states.typed, "paper", large=True),
    Shot("back-entry-different", paper_states.different, "paper", large=True),
    Shot("agreement-language", agreement_states.language, "waiting"),
    Shot("agreement-read", agreement_states.read, "waiting", large=True),
    Shot("agreement-understood", agreement_states.understood, "waiting", large=True),
    Shot("agreement-reported", agreement_states.reported, "waiting"),
    Shot("agreement-choices", agreement_states.choices, "waiting", large=True),
    Shot("agreement-sign", agreement_states.half_signed, "waiting", large=True),
    Shot("agreement-typed", agreement_states.typed, "waiting"),
    Shot("agreement-mark", agreement_states.marked, "waiting", large=True),
    Shot("agreement-paper-empty", agreement_states.on_paper, "waiting"),
    Shot("agreement-to-sign", agreement_states.to_sign, "waiting", large=True),
    Shot("agreement-paper", agreement_states.scanned, "waiting", large=True),
    Shot("agreement-filed", agreement_states.filed, large=True),
    Shot("agreement-refusing", agreement_states.refusing, "waiting"),
    Shot("agreement-refusing-witness", agreement_states.witnessed_no, "waiting"),
    Shot("interview-pin", interview_states.choose_pin, "busy", large=True),
    Shot("interview-question", interview_states.question, "busy", large=True),
    Shot("interview-rated", interview_states.rated, "busy", large=True),
    Shot("interview-pathway", interview_states.pathway, "busy", large=True),
    Shot("interview-typing", interview_states.typing, "busy", large=True),
    Shot("interview-told-again", interview_states.told_again, "busy", large=True),
    Shot("interview-reasons", interview_states.reasons, "busy", large=True),
    Shot("interview-note", interview_states.note, "busy", large=True),
    Shot("interview-recovered", interview_states.recovered, "busy", large=True),
    Shot("interview-welsh", interview_states.welsh, "busy"),
    Shot("interview-hidden", interview_states.hidden, "busy"),
    Shot("interview-paused", interview_states.paused, "busy"),
    Shot("interview-reading", interview_states.reading, "busy", large=True),
    Shot("cohort", _page("cohort")),
    Shot("reports", _page("reports")),
    *(Shot(f"study-{name}", _page("study", name), large=name in COUNTED) for name in STUDY_TABS),
    Shot("keys-let-in", key_states.let_in, "waiting", large=True),
    Shot("keys-let-in-refused", key_states.let_in_refused, "waiting"),
    Shot("keys-passphrase", key_states.own_passphrase, "waiting"),
    Shot("keys-take-out", key_states.take_out, "waiting", large=True),
    Shot("keys-new-sheet", key_states.new_sheet, "waiting", large=True),
    Shot("keys-office", key_states.let_office_in, "waiting"),
    Shot("recipients-add", key_states.add_recipient, "waiting", large=True),
    Shot("recipients-remove", key_states.remove_recipient, "waiting"),
    Shot("recipients-analyst", key_states.recipients_of_analyst, "waiting"),
    Shot("recipients", key_states.with_recipients, "waiting", large=True),
    Shot("analyst", key_states.analyst, "waiting", large=True),
    Shot("log", _page("log"), large=True),
    Shot("log-person", states.log_of_person),
    Shot("log-save", states.log_leaving, "waiting", large=True),
    Shot("study-forms", form_states.lists, large=True),
    Shot("study-forms-report", form_states.report, large=True),
    Shot("study-forms-long", form_states.long_report, large=True),
    Shot("study-forms-strange", form_states.strange_file),
    Shot("study-forms-taken", form_states.taken, large=True),
    Shot("study-retention-due", due_states.retention, "held", large=True),
    Shot("study-agreement-draft", agreement_states.drafted, "new", large=True),
    Shot("study-agreement-compare", agreement_states.compared, "new"),
    Shot("study-forms-compare", form_states.compare, large=True),
    Shot("study-forms-publish", form_states.publish, large=True),
    Shot("form-preview", form_states.preview, large=True),
    Shot("study-forms-languages", form_states.languages, "new"),
    Shot("study-forms-unasked", form_states.unasked, "new", large=True),
    Shot("study-forms-words", form_states.other_words, "new"),
    Shot("finder", states.finder),
    Shot("finder-nothing", states.finder_nothing),
    Shot("help", states.help_open),
    Shot("countdown", states.countdown),
    Shot("undo-strip", states.undo_strip),
    Shot("error-strip", states.refusal),
    Shot("damaged", rescue_states.damaged, "held", large=True),
    Shot("restore", rescue_states.restoring, "held", large=True),
    Shot("unlock-restore", rescue_states.from_stick, "none", large=True),
    Shot("unlock-damaged", rescue_states.refused, "known", large=True),
    Shot("study-backup-stick", rescue_states.stick, "held", large=True),
)
