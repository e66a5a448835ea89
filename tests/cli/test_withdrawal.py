"""`ojm withdraw` at level 4: said first, done with the code again."""

from __future__ import annotations

from pathlib import Path

from tests.cli.ojm import Ojm


def test_that_w3_the_command_says_what_goes_and_stays_and_erases_only_with_the_code_again(
    ojm: Ojm, study: Path
) -> None:
    asked = ("withdraw", study, "C1-01", "4", "--told-to", "K.", "--reason", "asked for it")
    first = ojm(*asked)
    assert first.returncode == 1
    assert "Of C1-01 goes: who they are in the study, 1 agreement or withdrawal and 1 rating." in first.stdout
    assert "What stays: The code, which nobody else is given; the day, who heard it and why" in first.stdout
    assert "Backups made before still hold this person, sealed, until newer ones" in first.stdout
    assert "Nothing was changed. To erase, which cannot be undone" in first.stderr
    assert ojm.json(*asked, "--confirm", "C1-02", code=1)["goes"] == ["1 agreement or withdrawal", "1 rating"]
    assert ojm.json(*asked, "--confirm", "C1-01")["code"] == "C1-01"
