"""The group `ojm forms`: questionnaires on the command line, each command read only when it is called.

Importing a workbook brings packages that take a second; `ojm --help` and everything else do without them.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

COMMANDS: Final[dict[str, str]] = {"check": "check", "xlsx": "xlsx", "run": "run", "eval": "eval", "print": "print"}
"""Name of each command and the module below this package that holds it, as `command`."""


class Forms(click.Group):
    """Commands that are imported when they are called or described."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"{__name__}.{COMMANDS[cmd_name]}").command
        assert isinstance(found, click.Command)
        return found


@click.group(cls=Forms)
def forms() -> None:
    """Check, try, convert and print questionnaires (XLSForm workbooks and XForms)."""
