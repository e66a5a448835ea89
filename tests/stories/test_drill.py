"""The drill: the laptop is gone. Another one, with an empty home, a stick and the recovery sheet (B5)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from ojm_desktop.domain import template
from ojm_desktop.service import studies as service
from ojm_desktop.vault.words import to_words
from tests import derived, studies
from tests.stories.program import Program, ojm
from tests.stories.researcher import Researcher
from tests.stories.screen import Screen


def test_that_b5_a_stick_and_the_recovery_sheet_are_enough_on_an_empty_machine(
    screen: Screen, start: Callable[..., Program], study: Path, home: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with derived.salt_of_this_run():
        made = service.create(
            study,
            studies.with_basis(template.bristol("north-bridge")),
            studies.PASSPHRASE,
            studies.SetClock(),
            parameters=studies.QUICK,
        )
    studies.rate(made.session, studies.signed_person(made.session), "housing", "8", 3, made.session.today())
    words = " ".join(to_words(made.session.head_hash))
    made.session.close()
    ojm(studies.PASSPHRASE, "backup", str(study), "--to", str(stick))
    shutil.rmtree(study)

    again = home / "OJM studies" / "north-bridge.ojm"
    researcher = Researcher(screen, again)
    program = start()
    researcher.sees("No study on this laptop yet", "heading")
    researcher.clicks("Restore a backup…")
    researcher.sees("Restore a backup", "heading")
    researcher.clicks("In another folder…", "body")
    screen.until("the dialog that asks for a folder", lambda: len(screen.windows()) > 1 or None)
    researcher.types(str(stick))
    researcher.presses("Return")
    researcher.clicks("Use the recovery sheet…")
    researcher.types(" ".join(made.recovery.groups).lower())
    researcher.presses("Return")
    researcher.sees("Whole. It holds 1 participant, 1 agreement, 1 rating")
    researcher.clicks("Restore into the new folder")
    researcher.sees("Restored into north-bridge.ojm, and checked.")
    researcher.presses("Return")
    researcher.sees("Today", "title")
    researcher.presses("ctrl+q")
    assert program.ended() == 0
    assert program.words() == "", "the program complained"
    assert ojm(studies.PASSPHRASE, "verify", str(again), "--head", words)["named_event"] == 4
