"""Starting: the unlock page is painted before anything heavy is imported."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = ("numpy", "pyqtgraph", "reportlab", "pyxform", "sqlcipher3", "sqlite_utils", "zxcvbn", "fontTools", "PIL")
CODE = """
import json, sys
from ojm_desktop.app import application
app = application.make_application()
program = application.Program(app, application.Settings())
painted = []
program.page.first_painted.connect(lambda: painted.append([name for name in sys.argv[1:] if name in sys.modules]))
program.show()
while not painted:
    app.processEvents()
print(json.dumps(painted[0]))
"""


def test_that_nothing_heavy_is_imported_before_the_unlock_page_is_painted() -> None:
    found = subprocess.run([sys.executable, "-c", CODE, *HEAVY], capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(found.stdout) == []
