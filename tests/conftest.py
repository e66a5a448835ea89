"""What every test lives in: a home of its own, a window system without a window, and no stray warning in the log."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication

from tests import derived, unlocked

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("OJM_PASSPHRASE", None)
os.environ.pop("OJM_NEW_PASSPHRASE", None)
unlocked.leave_unlocked()

STORIES = Path(__file__).parent / "stories"
HOME_VARIABLES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
XDG_VARIABLES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")

# Times vary on a shared two-core machine, so an example is never failed for being slow; the same examples every run, so
# that a red test is red again.
settings.register_profile(
    "ojm", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ojm")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A story drives a real window through the X server, so nothing else may run beside it."""
    for item in items:
        if STORIES in item.path.parents:
            item.add_marker("alone")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory for this test, so that no test reads or writes the person's own settings."""
    folder = tmp_path_factory.mktemp("home")
    for variable in HOME_VARIABLES:
        monkeypatch.setenv(variable, str(folder))
    for variable in XDG_VARIABLES:
        inside = folder / variable.lower()
        inside.mkdir(mode=0o700)
        monkeypatch.setenv(variable, str(inside))
    return folder


@pytest.fixture(autouse=True, scope="session")
def derivations_are_remembered() -> Iterator[None]:
    """A fifth of a second for each study that is unlocked again."""
    with derived.remembered():
        yield


@pytest.fixture(autouse=True)
def no_window_outlives_its_test() -> Iterator[None]:
    """What pytest-qt closes is only told to go, and goes when some later event loop runs.

    Until then each change of look polishes thousands of widgets of tests that are over.
    """
    yield
    gc.unfreeze()  # the program puts everything aside for good at its one unlock; tests unlock often in one process
    if isinstance(QCoreApplication.instance(), QGuiApplication):
        QGuiApplication.clipboard().clear()  # as at the program's end: nothing Python made may outlive it there
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class StrayRecords(logging.Handler):
    """Keeps what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record; judged when the test is over."""
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_stray_log_lines(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log that no test asked for is a failure; a test that expects one takes `caplog` and looks."""
    stray = StrayRecords()
    root = logging.getLogger()
    root.addHandler(stray)
    yield
    root.removeHandler(stray)
    if "caplog" not in request.fixturenames:
        assert [record.getMessage() for record in stray.records] == []
