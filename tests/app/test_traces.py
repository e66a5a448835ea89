"""What a run of the window leaves behind in the person's home: nothing of a study (C4)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CANARIES = ("Rhiannon Q7x", "Tylluan Lane 9", "the key worker met me at the door Z3", "C1-01")
CODE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QFileDialog
from ojm_desktop.app import application, journal, settings
from ojm_desktop.domain import template
from ojm_desktop.domain.participant import Identity
from ojm_desktop.service import practice, studies
from ojm_desktop.service.edits import AddParticipant, RecordIdentity, SetBasis
from ojm_desktop.vault.kdf import Parameters

folder, name, lane, quote = Path(sys.argv[1]), *sys.argv[2:5]
journal.start(settings.log_folder())
app = application.make_application()
program = application.Program(app, settings.Settings())
program.show()
made = studies.create(
    folder, template.bristol("north-bridge"), "amber kettle drifts under seven bridges", program.clock,
    parameters=Parameters(64 * 1024, 3),
)
session = made.session
session.do(SetBasis(basis=practice.basis(session.today())))
session.do(AddParticipant(cohort="1", order_start=session.today(), age=34))
person = session.study.store.people.all()[0]
session.do(RecordIdentity(participant=person.id, identity=Identity(f"{name}, {lane}")))
session.keep_draft("note", quote, 3)
program.page.opened.emit(session, folder)
titles = set()
for page, target in (("today", ""), ("participants", ""), ("participant", person.id), ("study", ""), ("cohort", "")):
    program.window.frame.navigate(page, target)
    app.processEvents()
    titles.add(program.window.windowTitle())
dialog = QFileDialog(program.window, "", str(folder))
dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
dialog.setDirectory(str(folder))
dialog.show()
app.processEvents()
dialog.accept()
dialog.deleteLater()
app.processEvents()
program.window.rebuild()
program.window.close()
assert titles == {"OJM Desktop"}, titles
print("done")
"""


def test_that_c4_a_session_leaves_no_name_place_quote_or_code_in_the_home(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere" / "north-bridge.ojm"
    found = subprocess.run(
        [sys.executable, "-c", CODE, str(folder), *CANARIES[:3]],
        capture_output=True, text=True, check=False, timeout=120, env=dict(os.environ),
    )  # fmt: skip
    assert found.stdout.strip() == "done", found.stderr
    left = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.name == "settings.json" for path in left), "the settings must be among what was searched"
    for path in left:
        words = path.name.encode() + path.read_bytes()
        assert not [canary for canary in CANARIES if canary.encode() in words], path
    assert not [path for path in home.rglob("*") if "QtProject" in path.name]
    assert not [canary for canary in CANARIES if canary in found.stderr]
