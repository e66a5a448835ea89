"""``python -m ojm_desktop``: the window, of the study behind ``--study``; with a command, the command line."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """The exit code of the window, or of the command."""
    arguments = sys.argv[1:]
    if arguments and (arguments[0] != "--study" or len(arguments) != 2):
        from ojm_desktop.cli import main as command_line

        command_line()
        return 0
    from ojm_desktop.app.beginning import begin

    begin()
    from ojm_desktop.app.application import run

    return run(Path(arguments[1]) if arguments else None)


if __name__ == "__main__":
    sys.exit(main())
