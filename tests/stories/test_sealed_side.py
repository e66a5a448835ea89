"""The sealed side: signed, signed again, something to pass on, one who leaves, one erased; and yesterday comes back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pypdf
import pytest

from ojm_desktop.domain.participant import Identity
from ojm_desktop.service import backups, calendars, forms, printing
from ojm_desktop.service.edits import RecordIdentity
from ojm_desktop.service.queries import counted
from ojm_desktop.service.studies import unlock
from ojm_desktop.service.verify import UNKNOWN_WORDS, verify
from tests import pages, studies
from tests.stories.program import Program, ojm, refused
from tests.stories.researcher import FINDER, HEADING, Researcher, today
from tests.stories.screen import Screen
from tests.stories.signing import signs_agreement

SIGNS, LEAVES, GOES, STAYS = "C1-01", "C1-02", "C1-03", "C1-04"
NAME: Final = "Canary Wren"
MORE: Final = "We also ask how you travel to your appointments."
SAID: Final = "He is at the door each night"
STOPPED: Final = "That is enough for me"
REASON: Final = "for the duty desk"
HEARD: Final = "KL"


@dataclass(frozen=True)
class Prepared:
    """A study as it was closed yesterday, the copy of it that somebody kept, and the backup made then."""

    study: Path
    copy: Path
    made: str


@pytest.fixture
def prepared(study: Path, tmp_path: Path) -> Prepared:
    """Four people in week 8; three of them signed and rated long ago."""
    session = studies.on_disk(study, clock=studies.SetClock(datetime.now(UTC) - timedelta(days=1)))
    began = today() - timedelta(days=57)
    forms.take_in_shipped(session)
    studies.add_person(session, order_start=began)
    for value, name in ((2, "Somebody"), (-3, NAME), (1, "Somebody else")):
        person = studies.signed_person(session, order_start=began)
        session.do(RecordIdentity(participant=person, identity=Identity(name)))
        studies.rate(session, person, "housing", "8", value, began + timedelta(days=56))
    made = backups.close(session)
    assert made is not None
    shutil.copytree(study, tmp_path / "yesterday.ojm")
    return Prepared(study, tmp_path / "yesterday.ojm", made.path.name)


@pytest.fixture
def researcher(screen: Screen, prepared: Prepared) -> Researcher:
    return Researcher(screen, prepared.study)


def test_that_nobody_who_was_erased_or_left_out_comes_back_with_yesterdays_backup(
    researcher: Researcher, prepared: Prepared, start: Callable[..., Program], home: Path
) -> None:
    program = start("--study", str(prepared.study))
    researcher.unlocks(studies.PASSPHRASE)
    researcher.sees("Today", "title")
    _goes_to(researcher, SIGNS)
    researcher.sees("The agreement comes first", "heading")
    researcher.presses("Return")
    signs_agreement(researcher)
    _publishes_a_major_change(researcher)
    _goes_to(researcher, SIGNS)
    researcher.presses("F5")
    researcher.sees("What the agreement says was changed since it was signed: have it signed again first.")
    researcher.presses("Return")  # nothing begins: the button leads to the agreement
    signs_agreement(researcher)
    researcher.sees(SIGNS, "title", HEADING)
    _begins_and_records_what_has_to_be_passed_on(researcher)
    _prints_its_report(researcher, home)
    _withdraws(researcher, LEAVES)
    _erases(researcher, GOES)
    restored = _restores_yesterday(researcher, program)
    researcher.presses("ctrl+q")
    assert program.ended() == 0
    assert program.words() == "", "the program complained"

    _read_report(home / f"{SIGNS}-report-1.pdf")
    _read_agreement(prepared, restored, home)
    _read_command_line(restored, home)
    for study in (prepared.study, restored):
        _read_people(study)


def _goes_to(researcher: Researcher, code: str) -> None:
    researcher.presses("ctrl+k")
    researcher.types(code)
    researcher.sees(code, "label", FINDER)
    researcher.presses("Return")
    researcher.sees(code, "title", HEADING)


def _publishes_a_major_change(researcher: Researcher) -> None:
    researcher.presses("ctrl+5")
    researcher.sees("Study", "title", HEADING)
    researcher.screen.click(researcher.sees_all("Agreement")[-1])
    researcher.sees("Versions of the agreement", "heading")
    researcher.presses(*["Tab"] * 5, "space")  # past both choices and what it is written in: Begin a draft
    researcher.sees("Keep draft", "label")
    researcher.presses("ctrl+Home", *["Down"] * 4, "Home")
    researcher.types(MORE + " ")
    researcher.clicks("Major", "body")
    before = researcher.sequence
    researcher.presses("Tab", "space")
    researcher.saved(before + 2)  # the draft is kept as it stands, and published


def _begins_and_records_what_has_to_be_passed_on(researcher: Researcher) -> None:
    researcher.presses("F5")
    researcher.sees(f"Start intake with {SIGNS}", "heading")
    researcher.presses("Return")
    researcher.sees("Before you begin", "title")
    researcher.types("2468")
    researcher.presses("Return")
    researcher.presses("F8")
    researcher.sees("To be kept apart: 1 to 5, or write first", "label")
    researcher.presses("3")  # harm to others
    researcher.types(SAID)
    researcher.presses("ctrl+Return")
    researcher.sees("Saved under Contacts")
    researcher.presses("alt+Left")
    researcher.sees(SIGNS, "title", HEADING)


def _prints_its_report(researcher: Researcher, home: Path) -> None:
    researcher.clicks("Contacts", "body")
    researcher.clicks("Disclosures", "body")
    researcher.sees("1 record, with what followed.")
    researcher.presses("Tab", "space")  # nothing of it is shown before
    researcher.sees(f"Words: {SAID}")
    researcher.clicks("Report as PDF…")
    researcher.types(REASON)
    researcher.presses("Return")
    researcher.sees("Directory:")
    researcher.types(str(home))
    researcher.presses("Return")
    researcher.sees(f"{SIGNS}-report-1.pdf was written to {home.name}.")


def _withdraws(researcher: Researcher, code: str) -> None:
    _goes_to(researcher, code)
    _goes_to_withdrawal(researcher)
    researcher.presses("Down", "Down", "Tab", "Tab")
    researcher.types(HEARD)
    researcher.presses("Tab")
    researcher.types(STOPPED)
    researcher.clicks("Record the withdrawal")
    researcher.sees("Withdrew: left out of the analysis")


def _erases(researcher: Researcher, code: str) -> None:
    _goes_to(researcher, code)
    _goes_to_withdrawal(researcher)
    researcher.presses("Down", "Down", "Down", "Tab", "Tab")
    researcher.types(HEARD)
    researcher.presses("Tab")
    researcher.types("asked for it")
    researcher.presses("Tab")
    researcher.types(code)
    researcher.clicks(f"Erase {code}")
    researcher.sees(f"{code} was erased.")


def _goes_to_withdrawal(researcher: Researcher) -> None:
    researcher.presses("ctrl+k")
    researcher.types("Withdrawal")
    researcher.sees("Withdrawal…", "label", FINDER)
    researcher.presses("Return")
    researcher.sees("Withdrawal", "title", HEADING)


def _restores_yesterday(researcher: Researcher, program: Program) -> Path:
    """By the window, into a new folder that is then open; the folder."""
    restored = researcher.study.with_name(f"{researcher.study.stem}-restored.ojm")
    researcher.presses("ctrl+5")
    researcher.clicks("Backup", "body")
    researcher.sees("On a stick", "heading")
    researcher.presses(*["Tab"] * 4, "space")  # past a backup made now, the list, a stick: Restore a backup
    researcher.sees("Restore a backup", "title", HEADING)
    researcher.presses("End")
    researcher.sees("Whole. It holds 4 participants, 3 agreements, 3 ratings; its newest event is of ")
    researcher.clicks("Restore into the new folder")
    researcher.sees(f"Restored into {restored.name}, and checked. The backup stays as it is.")
    researcher.presses("Return")
    program.replaced()
    again = Researcher(researcher.screen, restored)
    again.unlocks(studies.PASSPHRASE)
    again.sees("Today", "title")
    again.presses("ctrl+2")
    again.sees("3 people", "body")
    again.sees("Withdrawn")
    return restored


def _read_report(report: Path) -> None:
    words = " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(report).pages)
    assert SIGNS in words
    assert SAID in words


def _read_agreement(prepared: Prepared, restored: Path, home: Path) -> None:
    """The words on the paper accept the study, and neither yesterday's copy of it nor what was restored from then."""
    paper = home / "agreement.pdf"
    ojm(studies.PASSPHRASE, "agreement", "copy", str(prepared.study), SIGNS, str(paper), "--reason", "for them")
    text = " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(paper).pages)
    assert MORE in text, "the paper is of what was published since"
    words = text.split("Head of the log: ")[1].split(" The times")[0]
    assert ojm(studies.PASSPHRASE, "verify", str(prepared.study), "--head", words)["whole"]
    refused(studies.PASSPHRASE, "verify", str(prepared.copy), "--head", words)
    for study, why in ((prepared.copy, UNKNOWN_WORDS), (restored, "lost by the restore")):
        (problem,) = verify(unlock(study, studies.PASSPHRASE), words).problems
        assert why in problem.what


def _read_command_line(restored: Path, home: Path) -> None:
    """Who takes part, and whose maps are printed of all, as the command line tells it."""
    people = ojm(studies.PASSPHRASE, "participants", str(restored))["participants"]
    told = {one["code"]: one["agreement"] for one in people}
    assert told == {SIGNS: "not_signed", LEAVES: "withdrawn", STAYS: "signed"}
    answer = ojm(studies.PASSPHRASE, "print", str(restored), "--all", "--to", str(home / "maps"), "--reason", "a look")
    assert {sheet["file"] for sheet in answer["sheets"]} == {f"{SIGNS}.pdf", f"{STAYS}.pdf"}


def _read_people(study: Path) -> None:
    """Who counts, whose maps and visits leave the study, and what is left of whoever was erased: nothing."""
    session = studies.reopened(study, studies.SetClock(datetime.now(UTC)))
    ids = {person.code: person.id for person in session.study.store.people.all()}
    assert ids.keys() == {SIGNS, LEAVES, STAYS}
    assert counted.left_out(session) == {ids[LEAVES]}
    printed = printing.gather(session, list(ids.values()), reason="a look").people
    assert [person.code for person in printed] == [SIGNS, STAYS]
    with pytest.raises(counted.NotCounted):
        printing.gather(session, [ids[LEAVES]], reason="a look")
    assert ids[LEAVES] not in {visit.participant for visit, _day in calendars.ahead(session)}
    copy = studies.unlocked(session)
    session.close()
    assert NAME.encode() not in pages.decrypted(copy.folder.db, copy.opened.current.study)
