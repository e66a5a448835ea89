"""Forms: the study's questionnaires and their versions, importing with its report, comparing, publishing, when each is
asked.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ojm_desktop.domain.counting import listed
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.kept_form import FormState
from ojm_desktop.forms.report import Gravity, Problem, Report
from ojm_desktop.service import form_versions, forms
from ojm_desktop.service.edits import ReleaseLanguage, RemoveForm, SetFormState
from ojm_desktop.service.form_moments import asked_at
from ojm_desktop.service.form_words import WHERE
from ojm_desktop.service.session import Session
from ojm_desktop.ui import messages, theme
from ojm_desktop.ui.study.beside import Beside
from ojm_desktop.ui.study.forms import saving
from ojm_desktop.ui.study.forms.compare_view import CompareView
from ojm_desktop.ui.study.forms.lists import FormsCard, VersionsCard
from ojm_desktop.ui.study.forms.publish_view import PublishView
from ojm_desktop.ui.study.forms.reading import Read, start_reading
from ojm_desktop.ui.study.forms.report_card import ReportCard, Taken, write_list
from ojm_desktop.ui.study.forms.side_view import SideView
from ojm_desktop.ui.study.forms.uses_card import HEAD, UsesCard
from ojm_desktop.ui.study.tab import Do, Tab
from ojm_desktop.ui.tasks import Tasks
from ojm_desktop.ui.widgets.buttons import quiet
from ojm_desktop.ui.widgets.strip import Strip, Tone

RIGHT: Final = 460
KINDS: Final = "Questionnaires (*.xlsx *.xls *.csv *.md *.xml);;All files (*)"
LACKING: Final = "The questionnaires that come with the program are not all in this study."
UNASKED: Final = "{} is published, but no visit asks it yet."
SAFE: Final = "Nothing has changed. What is published stays in use."


class FormsTab(Tab):
    """``went(page, target)`` asks to go elsewhere; ``tasks`` is where a file is read, the window's where it has one."""

    name, words, group = "forms", "Forms", "Questions"
    went = Signal(str, str)

    def __init__(
        self, session: Session, do: Do, refused: Callable[[str], object], tasks: Callable[[], Tasks | None]
    ) -> None:
        super().__init__(session, do, refused)
        self._tasks, self._own_tasks = tasks, Tasks(self)
        self._folder = Path.home()
        self._form = ""
        is_large = theme.current().scale >= 2
        self.print_blank = quiet("Print" if is_large else "Print blank form", icon="print")
        self.import_form = quiet("Import…" if is_large else "Import a questionnaire…", icon="plus")
        self.print_blank.setAccessibleName("Print blank form")
        self.import_form.setAccessibleName("Import a questionnaire…")
        self.buttons = (self.print_blank, self.import_form)
        self.said = Strip()
        self._apart = self._unasked = ""
        self.forms, self.versions = FormsCard(), VersionsCard()
        self.report = ReportCard()
        self.uses = UsesCard(session, do)
        self.compare, self.publish = CompareView(session), PublishView(session)
        self._views: tuple[SideView, ...] = (self.compare, self.publish)
        self._lists = Beside(self.forms, self.versions, right_width=RIGHT)
        self.setAcceptDrops(True)
        for part in (self.said, self._lists, self.report, self.uses, *self._views):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._connect()

    # --- showing

    def refresh(self) -> None:
        self.forms.show_lines(form_versions.lines(self.session))
        self._show_versions(self.forms.table.key)
        self.uses.show_uses()
        self.print_blank.setEnabled(self.versions.chosen is not None)
        self._follow_unasked()
        if forms.lacks_shipped(self.session):
            self.said.say(LACKING, Tone.NEUTRAL, action="Take them in", icon="help")
        elif self.said.sentence in {LACKING, self._apart, ""}:
            self._say_apart()
        if self.publish.isVisibleTo(self):
            self.publish.follow()
            if self.versions.chosen is None:
                self.close_view()

    def _follow_unasked(self) -> None:
        """What was said of a form that no visit asks goes once one does, or it is not published any more."""
        form = self._unasked
        if form and (asked_at(self.session, form) or forms.published(self.session, form) is None):
            self._unasked = ""
            self.said.clear()

    def _say_apart(self) -> None:
        """Questionnaires in use that write other words under their scale than the study: what people read where."""
        titles = [f"“{title}”" for title in form_versions.with_other_words(self.session)]
        self._apart = f"{listed(titles)}: other words under the scale than the study’s. {WHERE}" if titles else ""
        if self._apart:
            self.said.say(self._apart, Tone.WARNING)
        else:
            self.said.clear()

    def first(self) -> QWidget | None:
        view = next((one for one in self._views if one.isVisibleTo(self)), None)
        if view is not None:
            return view.first()
        return self.report.first() if self.report.isVisibleTo(self) else self.forms.table

    def close_view(self) -> None:
        """Back to the lists."""
        self._show_view(None)

    def _show_view(self, view: SideView | None) -> None:
        self.said.clear()
        self._unasked = ""
        for part in (self._lists, self.uses):
            part.setVisible(view is None)
        self.report.setVisible(view is None and bool(self.report.report.name))
        for one in self._views:
            one.setVisible(one is view)
        if view is None:
            self.refresh()
        self.scrolled.verticalScrollBar().setValue(0)
        (self.first() or self).setFocus()

    def _show_versions(self, form: str) -> None:
        self._form = form
        self.versions.show_versions(form_versions.versions(self.session, form) if form else ())

    # --- taking in

    def choose_file(self) -> None:
        """Ask for a file and import it."""
        path = messages.choose_file(self, "Import a questionnaire", self._folder, KINDS)
        if path is not None:
            self.import_file(path)

    def import_file(self, path: Path) -> None:
        """Read a file beside the window, then take it in or say everything that is wrong with it."""
        self._folder = path.parent
        self.said.clear()
        tasks = self._tasks() or self._own_tasks
        self.import_form.setEnabled(False)
        start_reading(tasks, path, self.take_read, lambda said: self._over(said, Tone.ERROR), self._was_cancelled)

    def _was_cancelled(self) -> None:
        self._over("Reading was cancelled. Nothing has changed.", Tone.NEUTRAL)

    def _over(self, said: str, tone: Tone) -> None:
        self.import_form.setEnabled(True)
        self.said.say(said, tone)

    def take_read(self, read: Read) -> None:
        """Show what came of a file: a draft, or everything that is wrong with it."""
        self.import_form.setEnabled(True)
        self._show_view(None)
        form, report = read.imported.form, read.report
        if form is not None:
            try:
                report = form_versions.met_with_study(self.session, form, report)
                if report.is_usable:
                    self._take_in(read, report)
                    return
            except OjmError as error:
                report = Report(report.name, (Problem(Gravity.ERROR, str(error)),))
                self.report.show_refused(report, "")
                self.look_at_report()
                return
        self.report.show_refused(report, SAFE)
        self.look_at_report()

    def _take_in(self, read: Read, report: Report) -> None:
        assert read.imported.form is not None
        form = read.imported.form
        digest = form_versions.take_in(self.session, form, read.imported.xml, read.files)
        before = form_versions.version_before(self.session, digest)
        beside = f"version {before.version}" if before is not None else ""
        version = f"version {form.version}" if form.version else "without a version number"
        self.report.show_taken(report, Taken(digest, f"{form.title}, {version},", beside))
        self.refresh()
        self.forms.table.choose(form.id)
        self.versions.choose(digest)
        self.look_at_report()

    def look_at_report(self) -> None:
        """Bring what became of a file into sight; the focus is on what comes next."""
        self.report.first().setFocus()
        QTimer.singleShot(0, self._scroll_to_report)

    def _keep_report(self, *_range: int) -> None:
        """What comes later above the report pushes it on: it stays in sight as long as its next step has the focus."""
        if self.report.isVisible() and self.report.first().hasFocus():
            QTimer.singleShot(0, self, self._scroll_to_report)

    def _scroll_to_report(self) -> None:
        """The whole of it where it fits, else its top."""
        bar, edge = self.scrolled.verticalScrollBar(), theme.current().px(8)
        over = self.report.y() + self.report.height() + edge - self.scrolled.viewport().height()
        bar.setValue(max(0, min(self.report.y() - edge, over)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        # A workbook dropped with its lists: these come along from its folder.
        books = [path for path in paths if path.suffix.lower() != ".csv"] or paths
        event.acceptProposedAction()
        if len(books) > 1:
            self.said.say(
                "One questionnaire at a time: drop one workbook, with its lists where it has any.", Tone.WARNING
            )
        elif books:
            self.import_file(books[0])

    # --- what can be done to a version

    def _asked(self, what: str, digest: str) -> None:
        {
            "preview": self.walk_through,
            "publish": self.ask_publish,
            "languages": self.ask_publish,
            "compare": self.ask_compare,
            "save": self._save,
            "retire": lambda found: self.do(SetFormState(digest=found, state=FormState.RETIRED)),
            "remove": self._remove,
        }[what](digest)

    def walk_through(self, digest: str) -> None:
        """Answer a version as an interviewer would; nothing of it is recorded."""
        self.went.emit("form_preview", digest)

    def ask_publish(self, digest: str) -> None:
        """Show what publishing means."""
        self.publish.show_version(digest)
        self._show_view(self.publish)

    def ask_compare(self, digest: str) -> None:
        """Lay a version beside the one before it."""
        facts = forms.facts_of(self.session, digest)
        self.compare.show_versions(facts.id, facts.title, digest)
        self._show_view(self.compare)

    def _publish(self, digest: str, checked: tuple[str, ...]) -> None:
        try:
            edits = forms.publishing(self.session, digest, checked)
        except OjmError as error:
            self.refused(str(error))
            return
        if self.do(*edits):
            self.report.report = Report("")
            self.close_view()
            facts = forms.facts_of(self.session, digest)
            self.forms.table.choose(facts.id)
            self.versions.choose(digest)
            if not asked_at(self.session, facts.id):
                self._unasked = facts.id
                self.said.say(UNASKED.format(facts.title), Tone.WARNING, action=HEAD)

    def _act_said(self) -> None:
        if self.said.sentence == LACKING:
            self._take_in_shipped()
        else:
            self.uses.first().setFocus()
            self.scrolled.ensureWidgetVisible(self.uses)

    def _remove(self, digest: str) -> None:
        if self.do(RemoveForm(digest=digest)):
            self.report.report = Report("")
            self.report.hide()

    def _save(self, digest: str) -> None:
        self._written(saving.save_version(self, self.session, digest, self._folder))

    def _print_blank(self) -> None:
        chosen = self.versions.chosen
        if chosen is not None:
            self._written(saving.print_blank(self, self.session, chosen.facts.digest, self._folder))

    def _save_list(self) -> None:
        name = f"{Path(self.report.report.name).stem}, problems.txt"
        path = messages.choose_new_file(self, "Save the list of problems", self._folder / name, "Text (*.txt)")
        if path is not None:
            self._written(saving.written(path, lambda: write_list(self.report.report, path)))

    def _written(self, said: saving.Said | None) -> None:
        if said is not None:
            self.said.say(said.sentence, Tone.ERROR if said.is_wrong else Tone.NEUTRAL)
            self.scrolled.ensureWidgetVisible(self.said)

    def _connect(self) -> None:
        self.import_form.clicked.connect(self.choose_file)
        self.print_blank.clicked.connect(self._print_blank)
        self.said.acted.connect(self._act_said)
        self.scrolled.verticalScrollBar().rangeChanged.connect(self._keep_report)
        self.forms.went_to.connect(self._show_versions)
        self.forms.table.opened.connect(lambda _key: self.versions.table.setFocus())
        self.versions.table.opened.connect(self.walk_through)
        self.versions.asked.connect(self._asked)
        self.report.choose_asked.connect(self.choose_file)
        self.report.save_asked.connect(self._save_list)
        self.report.compare_asked.connect(self.ask_compare)
        self.report.preview_asked.connect(self.walk_through)
        self.report.publish_asked.connect(self.ask_publish)
        self.report.closed.connect(self._close_report)
        self.publish.published.connect(self._publish)
        self.publish.ticked.connect(
            lambda digest, language, is_checked: self.do(
                ReleaseLanguage(digest=digest, language=language, is_released=is_checked)
            )
        )
        for view in self._views:
            view.closed.connect(self.close_view)

    def _close_report(self) -> None:
        self.report.report = Report("")
        self.report.hide()
        self.forms.table.setFocus()

    def _take_in_shipped(self) -> None:
        plan = self.session.plan
        tasks = self._tasks() or self._own_tasks

        def failed(error: BaseException) -> None:
            if isinstance(error, OjmError):
                self._over(str(error), Tone.ERROR)
            else:
                raise error

        tasks.start(
            "Taking in the questionnaires",
            lambda _progress: forms.shipped_for(plan),
            self.do,
            failed,
        )
