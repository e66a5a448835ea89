"""When something comes between: a second program on the same study, and a battery that ends in the middle of a word."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

import pypdf
import pytest

from ojm_desktop.ui.half_done import EVERY_MS
from tests import studies
from tests.stories.program import Program, ojm, refused
from tests.stories.researcher import Researcher, today
from tests.stories.screen import Screen

NUMBERS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
MAY_BE_LOST: Final = 20
"""Characters typed since the last draft: one is kept every 20 characters or 2 seconds (R5)."""


@pytest.fixture
def researcher(screen: Screen, study: Path) -> Researcher:
    """At a study in which one person has signed, eight weeks into the order, and has one hot spot."""
    began = today() - timedelta(days=57)
    session = studies.on_disk(study)
    person = studies.signed_person(session, order_start=began)
    studies.rate(session, person, "housing", "8", 3, began + timedelta(days=56))
    session.close()
    return Researcher(screen, study)


def test_that_a_second_program_leaves_the_study_to_the_first(
    researcher: Researcher, start: Callable[..., Program], study: Path
) -> None:
    first = start("--study", str(study))
    researcher.unlocks(studies.PASSPHRASE)
    researcher.sees("Today", "title")
    second = start("--study", str(study))
    assert second.ended() == 0
    assert first.process.poll() is None
    researcher.sees("Today", "title")
    sentence = refused(studies.PASSPHRASE, "rate", str(study), "C1-01", "housing", "8", "1")
    assert "already open" in sentence
    researcher.presses("ctrl+q")
    assert first.ended() == 0
    assert first.words() == "", "a program complained"


def test_that_a_note_in_the_middle_of_a_word_is_back_after_a_kill(
    researcher: Researcher, start: Callable[..., Program], study: Path, home: Path
) -> None:
    program = start("--study", str(study))
    _to_housing(researcher)
    researcher.presses("h")
    researcher.sees("A moment that mattered for Housing: what was it?", "label")
    researcher.presses("minus")
    researcher.sees("Hot spot, not confirmed", "label")
    researcher.types(NUMBERS)
    researcher.sees("nineteen twenty")
    program.kill()

    program = start("--study", str(study))
    _to_housing(researcher)
    researcher.sees("Hot spot, not confirmed", "label")
    researcher.sees("seventeen")
    before = researcher.sequence
    researcher.presses("Tab")  # what was half typed is given when its field is left
    researcher.saved(before + 1)
    researcher.clicks("Confirmed by the participant", "body")  # only then is it printed
    researcher.saved(before + 2)
    researcher.presses("ctrl+q")
    assert program.ended() == 0

    answer = ojm(studies.PASSPHRASE, "print", str(study), "--all", "--to", str(home / "maps"), "--reason", "a look")
    (printed,) = {sheet["file"] for sheet in answer["sheets"]}
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(home / "maps" / printed).pages)
    words = " ".join(words.split())
    kept = max(length for length in range(len(NUMBERS) + 1) if NUMBERS[:length] in words)
    assert len(NUMBERS) - kept < MAY_BE_LOST


def test_that_a_person_half_added_is_back_after_a_kill(
    researcher: Researcher, start: Callable[..., Program], study: Path
) -> None:
    program = start("--study", str(study))
    researcher.unlocks(studies.PASSPHRASE)
    researcher.sees("Today", "title")
    researcher.presses("ctrl+2")
    researcher.sees("Participants", "title")
    researcher.presses("ctrl+n")
    researcher.sees("Add a participant", "title")
    researcher.types("3 March 2026")
    researcher.presses("Tab")
    researcher.types("47")
    time.sleep(2 * EVERY_MS / 1000)
    program.kill()

    program = start("--study", str(study))
    researcher.unlocks(studies.PASSPHRASE)
    researcher.sees("Half done when the study closed, and kept: adding a participant.")
    researcher.presses("ctrl+2")
    researcher.sees("Add a participant", "title")
    before = researcher.sequence
    researcher.presses("ctrl+Return")
    researcher.saved(before + 1)
    researcher.sees("C1-02")
    researcher.presses("ctrl+q")
    assert program.ended() == 0
    answer = ojm(studies.PASSPHRASE, "participants", str(study))
    assert "C1-02" in str(answer)


def test_that_a_backup_that_fails_on_locking_is_told_on_the_unlock_page(
    researcher: Researcher, start: Callable[..., Program], study: Path
) -> None:
    start("--study", str(study))
    researcher.unlocks(studies.PASSPHRASE)
    researcher.sees("Today", "title")
    researcher.sees("Checked, complete")  # before, the set is still being made or read again
    shutil.rmtree(study / "backups")
    (study / "backups").write_text("in the way")
    researcher.presses("ctrl+l")
    researcher.sees("Unlock north-bridge", "heading")
    researcher.sees("The study was closed without a new backup.")
    researcher.presses("ctrl+q")


def _to_housing(researcher: Researcher) -> None:
    researcher.unlocks(studies.PASSPHRASE)
    researcher.sees("Today", "title")
    researcher.presses("ctrl+2")
    researcher.sees("Signed")
    researcher.presses("Return")
    researcher.sees("C1-01", "title")
    if not researcher.sees_all("Housing and Accommodation", "heading"):
        researcher.sees("Drugs and Alcohol", "heading")
        researcher.presses("Down")
    researcher.sees("Housing and Accommodation", "heading")
