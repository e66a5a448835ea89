"""``python -m ojm_desktop``: the window; with a command behind it, the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """The exit code of the window, or of the command."""
    if len(sys.argv) > 1:
        from ojm_desktop.cli import main as command_line

        command_line()
        return 0
    from ojm_desktop.app.application import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
