"""The states of the Forms tab: lists, reports short and long, comparing, publishing, walking through a draft."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from ojm_desktop.app.screens.stage import Stage, settle
from ojm_desktop.app.screens.versions import FORM
from ojm_desktop.forms.importing import read_here
from ojm_desktop.forms.report import Report
from ojm_desktop.service import form_versions, forms
from ojm_desktop.service.edits import ChangeScale
from ojm_desktop.ui.interview.trying_page import TryingPage
from ojm_desktop.ui.study.forms.reading import Read
from ojm_desktop.ui.study.forms.report_card import Taken
from ojm_desktop.ui.study.forms_tab import FormsTab
from ojm_desktop.ui.study.page import StudyPage

HEADS: Final = "| | type | name | label::English (en) | label::Welsh (cy) | relevant |"
BAD: Final = f"""| survey |
{HEADS}
| | text | housing | Where do you live? | Ble ydych chi’n byw? | |
| | text | more | Tell me more. | Dywedwch fwy. | ${{housin}} != '' |
| | ranges | mood | How has it been? | Sut mae hi wedi bod? | |
| | select_one homes | home | What kind of place is it? | Pa fath o le yw e? | |
| | geopoint | place | Where is it? | Ble mae e? | regex(., 'a') |
| choices |
| | list_name | name | label::English (en) | label::Welsh (cy) |
| | homes | flat | A flat | Fflat |
| | homes | hostel | A hostel | |
"""
LONE: Final = """| survey |
| | type | name | label |
| | text | why | Why are we here? |
| settings |
| | form_title | form_id | version |
| | Staff briefing | briefing | 1 |
"""


def lists(stage: Stage) -> FormsTab:
    """The questionnaires of the practice study, one of them with three versions."""
    return _tab(stage)


def report(stage: Stage) -> None:
    """A workbook that was not imported."""
    lists(stage).take_read(_read("week-forms-v5.xlsx", BAD))


def long_report(stage: Stage) -> None:
    """Hundreds of problems."""
    rows = "\n".join(f"| | ratting | mood_{n} | How was day {n}? | Sut oedd diwrnod {n}? | |" for n in range(1, 215))
    rest = "\n".join(f"| | days | day_{n} | Day {n} | |" for n in range(1, 41))
    written = f"| survey |\n{HEADS}\n{rows}\n| choices |\n| | list_name | name | label::English (en) | more |\n{rest}\n"
    lists(stage).take_read(_read("all-days.xlsx", written))


def strange_file(stage: Stage) -> None:
    """A file that is no questionnaire."""
    found = read_here("letter.xlsx", b"%PDF-1.7")
    lists(stage).take_read(Read(found, found.report, ()))


def taken(stage: Stage) -> None:
    """Imported without problems: a draft beside the version in use."""
    tab = lists(stage)
    newest = form_versions.versions(stage.scene.practice, FORM)[0].facts
    named = f"{newest.title}, version {newest.version},"
    tab.report.show_taken(Report("week-forms-v3.xlsx"), Taken(newest.digest, named, "version 2"))
    tab.look_at_report()


def compare(stage: Stage) -> None:
    """Two versions beside each other."""
    tab = lists(stage)
    tab.ask_compare(form_versions.versions(stage.scene.practice, FORM)[0].facts.digest)


def publish(stage: Stage) -> None:
    """What publishing a major change means."""
    tab = lists(stage)
    tab.ask_publish(form_versions.versions(stage.scene.practice, FORM)[0].facts.digest)


def unasked(stage: Stage) -> None:
    """A questionnaire was published that no visit asks yet."""
    session, tab = stage.scene.new, _tab(stage)
    tab.take_read(_read("briefing.md", LONE))
    facts = form_versions.versions(session, "briefing")[0].facts
    tab.ask_publish(facts.digest)
    tab.publish.go.click()


def preview(stage: Stage) -> TryingPage:
    """Walking through a draft: a rating that was given."""
    tab = lists(stage)
    tab.walk_through(form_versions.versions(stage.scene.practice, FORM)[0].facts.digest)
    settle()
    page = stage.frame.page
    assert isinstance(page, TryingPage)
    assert page.trying is not None
    rating = next(path for path in page.trying.running.questions() if path.endswith("drugs_rating"))
    page.go(rating)
    page.trying.answer(rating, "2")
    page.go(rating)
    return page


def languages(stage: Stage) -> None:
    """A draft translation that nobody has ticked, in a real study."""
    session = stage.scene.new
    _tab(stage).ask_publish(forms.form_for(session, "1", "4").digest)


def other_words(stage: Stage) -> None:
    """Questionnaires in use that write other words under their scale than the study."""
    session = stage.scene.new
    scale = replace(session.plan.scale, high="couldn’t be better")
    session.do(ChangeScale(scale=scale))
    _tab(stage)


def _tab(stage: Stage) -> FormsTab:
    page = stage.go("study", "forms")
    assert isinstance(page, StudyPage)
    assert isinstance(page.tab, FormsTab)
    page.tab.close_view()
    settle()
    return page.tab


@cache
def _read(name: str, written: str) -> Read:
    found = read_here(name, written.encode())
    return Read(found, found.report, ())
