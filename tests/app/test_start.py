"""Starting: the unlock page is painted before anything heavy is imported, Today once everything is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import studies

HEAVY = (
    *("numpy", "pyqtgraph", "reportlab", "pyxform", "sqlcipher3", "sqlite_utils", "zxcvbn", "fontTools", "PIL"),
    "ojm_desktop.service",
)
CODE = """
import json, sys
from pathlib import Path
from ojm_desktop.app import application
app = application.make_application()
settings = application.Settings(Path(sys.argv[1]) / "settings.json")
for number in range(int(sys.argv[2])):
    settings.remember(Path(sys.argv[1]) / f"study-{number}.ojm", "2026-04-02T10:00:00.000Z")
program = application.Program(app, settings)
painted = []
program.page.first_painted.connect(lambda: painted.append([name for name in sys.argv[3:] if name in sys.modules]))
program.show()
while not painted:
    app.processEvents()
print(json.dumps(painted[0]))
"""


@pytest.mark.parametrize("studies", [0, 2])
def test_that_nothing_heavy_is_imported_before_the_unlock_page_is_painted(tmp_path: Path, studies: int) -> None:
    command = [sys.executable, "-c", CODE, str(tmp_path), str(studies), *HEAVY]
    found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(found.stdout) == []


BEGUN = """
import builtins, gc, sys
from pathlib import Path
from ojm_desktop.app.beginning import begin
plain = builtins.__orig_import__
begin()
from ojm_desktop.app import application
app = application.make_application()
program = application.Program(app, application.Settings(Path(sys.argv[1]) / "settings.json"))
assert builtins.__import__ is plain and not gc.isenabled() and program.rings is None
program.show()
while program.rings is None:
    app.processEvents()
assert gc.isenabled()
"""


def test_that_garbage_is_collected_and_the_focus_ring_drawn_as_soon_as_the_page_is_painted(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", BEGUN, str(tmp_path)], check=True, timeout=60)


FACES = """
import sys
from pathlib import Path
from PySide6.QtGui import QFontDatabase
from ojm_desktop.app import application
app = application.make_application()
settings = application.Settings(Path(sys.argv[1]) / "settings.json")
settings.remember(Path(sys.argv[1]) / "دراسة.ojm", "2026-04-02T10:00:00.000Z")
program = application.Program(app, settings)
assert "Noto Sans" in QFontDatabase.families() and "Noto Naskh Arabic" not in QFontDatabase.families()
program.show()
while program.rings is None:
    app.processEvents()
from ojm_desktop.ui.unlock.study_list import StudyList
def listed(program):
    return program.page.findChild(StudyList).grab().toImage()
later = listed(program)
app.processEvents()
assert "Noto Naskh Arabic" in QFontDatabase.families()
program.window.hide()
again = application.Program(app, settings)
again.show()
while again.rings is None:
    app.processEvents()
assert listed(again) == later, "what was painted before the faces came is not what is painted after"
"""


def test_that_faces_for_other_scripts_come_after_the_first_paint_and_are_then_drawn_with(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", FACES, str(tmp_path)], check=True, timeout=60)


OPENED = """
import gc, json, sys
from pathlib import Path
from ojm_desktop.app import application
app = application.make_application()
program = application.Program(app, application.Settings(Path(sys.argv[1]) / "settings.json"))
found, painted = [], []
def look(name):
    found.append((name, sorted(module for module in sys.modules if "PySide6" in module or "ojm_desktop" in module)))
def opened(session, _folder):
    mark = program.window.frame.status.saved
    mark.saved_painted.connect(lambda _number: (look("painted"), painted.append(session)))
program.show()
from ojm_desktop.service import studies
really = studies.open_session
studies.open_session = lambda *asked: (look("keys"), really(*asked))[1]
program.page.opened.connect(opened)
folder = Path(sys.argv[1]) / "a.ojm"
program.opener.unlock(folder, sys.argv[2], lambda session: program.page.opened.emit(session, folder), print)
while not painted:
    app.processEvents()
print(json.dumps([found, gc.get_freeze_count()]))
program.window.leave_open()
painted[0].close()
"""


def test_that_nothing_is_imported_between_the_keys_and_the_painted_page(tmp_path: Path) -> None:
    studies.on_disk(tmp_path / "a.ojm").close()
    command = [sys.executable, "-c", OPENED, str(tmp_path), studies.PASSPHRASE]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    ((keys, before), (painted, after)), kept = json.loads(done.stdout)
    assert (keys, painted) == ("keys", "painted")
    assert set(after) - set(before) == set(), "imported while somebody waited"
    assert kept > 10_000, "what the process is made of is looked through for garbage again and again"
