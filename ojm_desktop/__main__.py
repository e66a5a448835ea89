"""``python -m ojm_desktop``: the window, of the study behind ``--study``; with a command, the command line."""

from __future__ import annotations

import gc
import sys
from pathlib import Path


def main() -> int:
    """The exit code of the window, or of the command."""
    arguments = sys.argv[1:]
    if arguments and (arguments[0] != "--study" or len(arguments) != 2):
        from ojm_desktop.cli import main as command_line

        command_line()
        return 0
    begin()
    from ojm_desktop.app.application import run

    return run(Path(arguments[1]) if arguments else None)


def begin() -> None:
    """Collect no garbage until the first page is painted: what is made on the way there is there to stay."""
    gc.disable()


if __name__ == "__main__":
    sys.exit(main())
