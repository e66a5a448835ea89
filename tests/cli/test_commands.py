"""Every command through a process of its own: what it prints, what it leaves, how it ends."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pypdf import PdfReader

from ojm_desktop.app.settings import Settings
from ojm_desktop.service.backups import close
from ojm_desktop.store.lock import StudyLock
from ojm_desktop.vault.words import to_words
from tests import studies
from tests.cli.ojm import Ojm


def test_that_a_study_is_made_rated_read_and_verified(ojm: Ojm, study: Path) -> None:
    rated = ojm.json("rate", study, "C1-01", "housing", "8", "-3")
    assert (rated["code"], rated["value"], rated["missing"]) == ("C1-01", -3, None)
    ojm.json("rate", study, "C1-01", "family", "8", "--missing", "N", "--reason", "3 attempts")
    info = ojm.json("info", study)
    assert (info["participants"], info["ratings"], info["missing"]) == (1, 2, 1), "a missing answer is no rating"
    assert len(info["head"].split()) == 8
    (one,) = ojm.json("participants", study)["participants"]
    assert (one["code"], one["cohort"], one["agreement"]) == ("C1-01", "1", "signed")
    values = {(r["pathway"], r["wave"]): r["value"] for r in one["ratings"]}
    assert values == {("drugs", "4"): -2, ("housing", "8"): -3}
    assert {(r["pathway"], r["given_by"]) for r in one["ratings"]} == {
        ("drugs", "participant"),
        ("housing", "researcher"),
    }
    assert one["missing"] == [{"pathway": "family", "wave": "8", "reason": "N"}]
    assert "2 ratings and 1 missing answer" in ojm("participants", study).stdout
    assert "1 participant, 2 ratings and 1 missing answer, " in ojm("info", study).stdout
    log = study.parent / "log.jsonl"
    report = ojm.json("verify", study, "--head", info["head"], "--export-log", log, "--reason", "for the auditor")
    assert report["exported"] == info["events"] == len(log.read_text().splitlines()) - 1
    assert report["whole"] is True
    assert report["problems"] == []
    assert report["named_event"] == info["events"]


def test_that_new_makes_a_study_that_the_recovery_key_opens_too(ojm: Ojm, tmp_path: Path) -> None:
    made = ojm.json("new", tmp_path / "south")
    assert made["study"].endswith("south.ojm")
    key, words = made["recovery_key"], "seven wet herons under it"
    assert ojm("recover", made["study"], recovery_key=key[:-1] + ("1" if key[-1] != "1" else "2")).returncode == 1
    same = ojm("recover", made["study"], recovery_key=key, new_passphrase=studies.PASSPHRASE)
    assert same.returncode == 1
    assert "opens the study already" in same.stderr
    unasked = ojm("recover", made["study"], passphrase=words, recovery_key=key)
    assert unasked.returncode == 2, "the variable of the passphrase in use is never taken for the new one"
    assert "OJM_NEW_PASSPHRASE" in unasked.stderr
    assert ojm("info", made["study"]).returncode == 0
    again = ojm("recover", made["study"], "--json", recovery_key=key, new_passphrase=words)
    assert json.loads(again.stdout)["events"] == 3, "set up, questionnaires, new passphrase"
    assert again.returncode == 0, again.stderr
    assert ojm("info", made["study"]).returncode == 1
    assert ojm("info", made["study"], passphrase="seven wet herons under it").returncode == 0
    assert ojm("verify", made["study"], passphrase="seven wet herons under it").returncode == 0


def test_that_a_new_study_is_in_the_windows_list_by_its_folder(ojm: Ojm, tmp_path: Path) -> None:
    made = ojm.json("new", tmp_path / "south")
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "ojm-desktop" / "settings.json"
    ((folder, _opened),) = json.loads(settings.read_text("utf-8"))["recent"]
    assert folder == made["study"]
    settings.unlink()
    settings.parent.rmdir()
    settings.parent.write_text("in the way")
    other = ojm("new", tmp_path / "north")
    assert other.returncode == 0, other.stderr
    assert "choose: Open another folder" in other.stdout
    assert "Recovery key" in other.stdout


def test_that_words_nobody_knows_are_first_to_be_checked_on_the_paper(ojm: Ojm, study: Path) -> None:
    report = ojm.json("verify", study, "--head", " ".join(to_words("7f" * 32)), code=1)
    assert report["whole"] is False
    assert "check the words on the paper first" in report["error"]
    (study / "erased.json").unlink()
    report = ojm.json("verify", study, "--head", " ".join(to_words("7f" * 32)), code=1)
    assert report["error"].startswith("The study is not whole")


def test_that_maps_of_nobody_are_refused_and_no_folder_is_made(ojm: Ojm, tmp_path: Path) -> None:
    close(studies.on_disk(tmp_path / "empty.ojm"))
    answer = ojm.json("print", tmp_path / "empty.ojm", "--all", "--to", tmp_path / "maps", "--reason", "why", code=1)
    assert "nobody in this study yet" in answer["error"]
    assert not (tmp_path / "maps").exists()


def test_that_help_names_the_program_ojm_and_explains_the_letters_of_missing_answers(ojm: Ojm) -> None:
    said = " ".join(ojm("rate", "--help").stdout.split())
    assert said.startswith("Usage: ojm rate ")
    assert "M missed, D declined, N not reached, W withdrawn" in said


def test_that_a_refused_command_says_one_sentence_and_ends_with_1(ojm: Ojm, study: Path) -> None:
    for words in (
        ("rate", study, "C1-01", "housing", "8", "9"),
        ("rate", study, "C1-01", "housing", "7", "1"),
        ("rate", study, "C9-99", "housing", "8", "1"),
        ("rate", study, "C1-01", "gardening", "8", "1"),
        ("rate", study, "C1-01", "housing", "8", "1", "--held-on", f"{(datetime.now(UTC) + timedelta(days=2)).date()}"),
        ("info", study.parent),
        ("new", study),
        ("restore", ojm.home, study.parent / "x"),
    ):
        found = ojm.json(*words, code=1)
        assert found["error"].endswith(".")
        assert "Traceback" not in found["error"]
    assert ojm.json("info", study)["ratings"] == 1


def test_that_a_wrong_passphrase_is_told_from_a_damaged_file(ojm: Ojm, study: Path) -> None:
    wrong = ojm("info", study, passphrase="not the passphrase at all")
    assert wrong.returncode == 1
    assert "does not open “" in wrong.stderr
    keys = study / "keys.json"
    keys.write_bytes(keys.read_bytes().replace(b"1", b"2", 1))
    damaged = ojm("info", study)
    assert damaged.returncode == 1
    assert "damaged" in damaged.stderr


def test_that_nobody_to_ask_and_wrong_usage_end_with_2(ojm: Ojm, study: Path) -> None:
    assert ojm("info", study, passphrase=None).returncode == 2
    assert ojm("info").returncode == 2
    assert ojm("rate", study, "C1-01", "housing", "8").returncode == 2
    assert ojm("print", study, "--to", study.parent / "maps").returncode == 2


def test_that_a_passphrase_file_others_can_read_is_refused(ojm: Ojm, study: Path, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(studies.PASSPHRASE + "\n")
    file.chmod(0o644)
    refused = ojm("info", study, "--passphrase-file", file, passphrase=None)
    assert refused.returncode == 1
    assert "Others can read" in refused.stderr
    file.chmod(0o600)
    assert ojm("info", study, "--passphrase-file", file, passphrase=None).returncode == 0


def test_that_maps_of_a_real_study_need_a_reason_which_is_logged(ojm: Ojm, study: Path, tmp_path: Path) -> None:
    maps = tmp_path / "maps"
    refused = ojm.json("print", study, "--all", "--to", maps, code=1)
    assert "reason" in refused["error"]
    assert not maps.exists()
    before = ojm.json("info", study)["events"]
    sheets = ojm.json("print", study, "--participant", "C1-01", "--to", maps, "--reason", "for the team")["sheets"]
    assert [sheet["sheet"] for sheet in sheets] == list(range(1, 10))
    assert sheets == json.loads((maps / "manifest.json").read_text())["sheets"]
    assert sheets[0]["kind"] == "pathways"
    assert sheets[1]["pathway"] == "drugs"
    assert len(PdfReader(maps / "C1-01.pdf").pages) == sheets[-1]["pages"][1]
    assert ojm.json("info", study)["events"] == before + 1
    assert ojm.json("verify", study)["whole"] is True


def test_that_a_backup_is_restored_into_a_new_folder_and_lost_words_are_known(
    ojm: Ojm, study: Path, tmp_path: Path
) -> None:
    Settings().remember(study, "2020-01-01T00:00:00.000Z")
    ojm.json("backup", study)
    ojm.json("rate", study, "C1-01", "work", "4", "5")
    head = ojm.json("info", study)["head"]
    oldest = min(path for path in (study / "backups").iterdir())
    restored = ojm.json("restore", oldest, tmp_path / "again")
    recent = Settings().recent()
    assert [str(one.folder) for one in recent] == [restored["study"], str(study)], "the window's list has it first"
    assert recent[1].opened_utc > "2026", "and when the study itself was opened last"
    assert ojm.json("verify", restored["study"])["whole"] is True
    lost = ojm.json("verify", restored["study"], "--head", head, code=1)
    assert "lost by the restore" in lost["problems"][0]["what"]
    assert ojm.json("verify", study, "--head", head)["whole"] is True
    ojm.json("restore", oldest, tmp_path / "again", code=1)


def test_that_the_demo_does_the_main_job_and_is_the_same_for_the_same_seed(ojm: Ojm, tmp_path: Path) -> None:
    done = ojm("demo", tmp_path / "out", "--seed", "3", passphrase=None)
    assert done.returncode == 0, done.stderr
    last = done.stdout.strip().splitlines()[-1]
    assert last.startswith("passphrase: ")
    words = last.removeprefix("passphrase: ")
    maps = sorted((tmp_path / "out" / "maps").glob("*.pdf"))
    assert [path.stem for path in maps] == [f"C1-{n:02d}" for n in range(1, 9)] + [f"C2-{n:02d}" for n in range(1, 12)]
    sheets = json.loads((tmp_path / "out" / "maps" / "manifest.json").read_text())["sheets"]
    assert all(sum(sheet["participant"] == path.stem for sheet in sheets) == 9 for path in maps)
    for path in (tmp_path / "out").rglob("*"):
        assert not path.is_file() or words.encode() not in path.read_bytes()
    study = tmp_path / "out" / "practice.ojm"
    first = ojm("participants", study, "--json", passphrase=words).stdout
    again = ojm("demo", tmp_path / "out", "--seed", "3", passphrase=words)
    assert again.returncode == 0, again.stderr
    assert "Replaced:" in again.stdout
    assert "Replaced:" not in done.stdout
    assert json.loads(ojm("participants", study, "--json", passphrase=words).stdout) == json.loads(first)
    for place in (tmp_path / "out", tmp_path / "out" / "maps"):
        letter = place / "letter.txt"
        letter.write_text("mine")
        refused = ojm("demo", tmp_path / "out", passphrase=None)
        assert refused.returncode == 1
        assert "holds more than an earlier demo" in refused.stderr
        assert letter.read_text() == "mine"
        assert study.is_dir()
        letter.unlink()
    with StudyLock(study / "lock"):
        refused = ojm("demo", tmp_path / "out", passphrase=None)
    assert refused.returncode == 1
    assert "already open" in refused.stderr
    assert maps[0].is_file()


def test_that_json_answers_wrong_usage_with_an_object_too(ojm: Ojm, study: Path) -> None:
    for words in (("rate", study, "C1-01", "housing", "4"), ("info",), ("frobnicate",)):
        assert ojm.json(*words, code=2)["error"]


def test_that_what_cannot_be_read_or_written_gets_a_sentence(ojm: Ojm, study: Path, tmp_path: Path) -> None:
    stranger = tmp_path / "words"
    stranger.write_bytes(b"\xff\xfe")
    stranger.chmod(0o600)
    assert "could not be read" in ojm.json("info", study, "--passphrase-file", stranger, code=1)["error"]
    nowhere = tmp_path / "words" / "maps"
    answer = ojm.json("print", study, "--all", "--to", nowhere, "--reason", "for the file", code=1)
    assert "Nothing was written" in answer["error"]
    assert "Nothing was touched" in ojm.json("demo", nowhere, code=1)["error"]
