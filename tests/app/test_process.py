"""The process: closed to its peers, replaced without the passphrase, silent about values."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ojm_desktop.app import journal, relaunch
from ojm_desktop.app.clock import MachineClock
from ojm_desktop.app.excepthook import ExceptHook, report
from ojm_desktop.domain.clock import parse_utc
from ojm_desktop.domain.errors import OjmError

CANARY = "Rhiannon-7231"


def test_that_c6_no_core_is_dumped_and_no_peer_reads_the_memory() -> None:
    code = "from ojm_desktop.app import process; process.harden(); print(process.is_hardened())"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split()[-1] == "True"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_that_what_a_hardened_process_writes_is_its_owners_alone(tmp_path: Path) -> None:
    code = (
        "import os, sys; os.umask(0)\n"
        "from ojm_desktop.app import process, settings; process.harden()\n"
        "from pathlib import Path\n"
        "settings.Settings(Path(sys.argv[1]) / 'set' / 'settings.json').set('size', 150)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    rights = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.rglob("*")}
    assert rights == {"set": 0, "settings.json": 0}


def test_that_c5_a_command_that_breaks_says_types_and_lines_and_no_value() -> None:
    code = (
        "import sys; sys.argv = ['ojm', 'info', 'x']\n"
        "from ojm_desktop.cli import root\n"
        f"def fail(*_, **__): raise ValueError('{CANARY}')\n"
        "root.ojm.commands['info'].callback = fail\n"
        "root.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert CANARY not in done.stderr + done.stdout
    assert "ValueError" in done.stderr
    assert "in fail" in done.stderr


def test_that_the_next_process_does_not_inherit_the_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OJM_RECOVERY_KEY", CANARY)
    monkeypatch.setenv("OJM_PASSPHRASE", CANARY)
    monkeypatch.setenv("OJM_NEW_PASSPHRASE", CANARY)
    monkeypatch.setenv("OJM_OTHER", "kept")
    kept = relaunch.environment()
    assert CANARY not in kept.values()
    assert kept["OJM_OTHER"] == "kept"


def test_that_the_next_process_hears_once_what_the_closing_has_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    assert relaunch.environment("The backup was not made.")["OJM_TOLD"] == "The backup was not made."
    monkeypatch.setenv("OJM_TOLD", "an older sentence")
    assert "OJM_TOLD" not in relaunch.environment()


def test_that_the_next_process_asks_once_for_the_study_that_was_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    left = relaunch.environment("", tmp_path / "riverside.ojm")
    monkeypatch.setattr("os.environ", left)
    assert relaunch.take_left() == ("", tmp_path / "riverside.ojm")
    assert relaunch.take_left() == ("", None)
    assert str(tmp_path / "riverside.ojm") not in relaunch.command()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows starts a second process and ends")
def test_that_relaunching_keeps_the_process_number_and_drops_the_passphrase(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "from ojm_desktop.app import relaunch\n"
        "print(os.getpid(), flush=True)\n"
        "relaunch.command = lambda arguments: [sys.executable, '-c', "
        "'import os; print(os.getpid(), os.environ.get(\"OJM_PASSPHRASE\"))']\n"
        "relaunch.relaunch()\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, env={**os.environ, "OJM_PASSPHRASE": CANARY},
    )  # fmt: skip
    before, after = found.stdout.splitlines()
    assert after == f"{before} None"


def test_that_the_clock_tells_utc_with_its_offset_and_monotonic_milliseconds() -> None:
    clock = MachineClock()
    first, second = clock.now(), clock.now()
    assert parse_utc(first.utc) <= parse_utc(second.utc)
    assert 0 <= first.monotonic <= second.monotonic < 60_000
    assert -720 <= first.offset <= 840


def test_that_c5_a_report_holds_types_and_lines_and_no_value() -> None:
    with pytest.raises(RuntimeError) as raised:
        _fail_with(CANARY)
    text = report(raised.value)
    assert CANARY not in text
    assert "RuntimeError" in text
    assert "caused by ValueError" in text
    assert "in _fail_with" in text


def test_that_c5_the_log_holds_no_argument_and_no_message_of_an_exception(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    handler = journal.start(tmp_path)
    logger = logging.getLogger("ojm_desktop.test")
    try:
        logger.warning("somebody typed %s", CANARY)
        _fail_with(CANARY)
    except RuntimeError:
        logger.exception("An error of the program.")
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
    text = (tmp_path / "ojm.log").read_text("utf-8")
    assert CANARY not in text
    assert "RuntimeError" in text
    assert "test_process.py" in text


def test_that_a_log_grown_large_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "ojm.log").write_bytes(b"x" * (journal.LARGEST + 1))
    handler = journal.start(tmp_path)
    logging.getLogger().removeHandler(handler)
    assert not (tmp_path / "ojm.log").exists()


def test_that_an_error_a_person_can_act_on_is_said_and_any_other_is_reported_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    said: list[str] = []
    reports: list[str] = []

    def read(text: str) -> None:
        reports.append(text)
        hook(TypeError, TypeError(), None)

    hook = ExceptHook(said.append, read)
    hook(OjmError, OjmError("The disk is full."), None)
    hook(KeyError, KeyError(CANARY), None)
    assert said == ["The disk is full."]
    assert len(reports) == 1
    assert CANARY not in reports[0]
    assert len(caplog.records) == 2


def _fail_with(value: str) -> None:
    hidden = value
    try:
        raise ValueError(hidden)
    except ValueError as error:
        raise RuntimeError(f"could not do it with {hidden}") from error
