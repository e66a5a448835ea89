"""The group `ojm`; without a command it opens the window."""

from __future__ import annotations

import sys
from types import TracebackType

import click

from ojm_desktop import __version__
from ojm_desktop.app import journal, process
from ojm_desktop.cli.access import access
from ojm_desktop.cli.agreement import agreement
from ojm_desktop.cli.answers import REFUSED, Answer
from ojm_desktop.cli.care import backup, recover, restore, salvage, verify
from ojm_desktop.cli.diary import diary_booklet
from ojm_desktop.cli.disclosure import disclosure
from ojm_desktop.cli.forms import forms
from ojm_desktop.cli.keys import keys, office_key_
from ojm_desktop.cli.papers import demo, print_, screens
from ojm_desktop.cli.people import info, new, participants, rate
from ojm_desktop.cli.recipients import open_package, recipients
from ojm_desktop.cli.retention import retention
from ojm_desktop.cli.taking_part import taking_part
from ojm_desktop.cli.visits import visits
from ojm_desktop.cli.vouchers import vouchers
from ojm_desktop.cli.withdrawal import withdraw

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(invoke_without_command=True, context_settings=HELP)
@click.version_option(__version__, prog_name="ojm")
@click.pass_context
def ojm(context: click.Context) -> None:
    """Offender Journey Mapping, offline and encrypted. Without a command: the window.

    The passphrase is asked for, or taken from OJM_PASSPHRASE or --passphrase-file. Exit codes: 0 done, 1 refused with a
    sentence, 2 wrong usage.
    """
    if context.invoked_subcommand is None:
        from ojm_desktop.app.application import run

        context.exit(run())


for command in (
    new,
    info,
    participants,
    rate,
    visits,
    vouchers,
    taking_part,
    withdraw,
    access,
    retention,
    print_,
    diary_booklet,
    verify,
    backup,
    restore,
    salvage,
    recover,
    keys,
    office_key_,
    agreement,
    recipients,
    open_package,
    disclosure,
    screens,
    demo,
    forms,
):
    ojm.add_command(command)


def _say_where(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """A mistake of ours ends with types and lines, never with a message, which may hold what somebody said (C5)."""
    click.echo(f"An error of the program. What was saved before is safe.\n{journal.describe(error)}", err=True)


def main() -> None:
    """Run a command, called ojm however it was started; never returns.

    The process is shut to its peers before anything secret is in it.
    """
    process.harden()
    sys.excepthook = _say_where
    try:
        sys.exit(ojm.main(prog_name="ojm", standalone_mode=False))
    except click.Abort:
        click.echo("Stopped. What was saved before is safe.", err=True)
        sys.exit(REFUSED)
    except click.ClickException as error:
        # Whoever asked for JSON gets an object whatever went wrong; usage errors come before any command runs.
        if "--json" in sys.argv[1:]:
            click.echo(Answer([], is_ok=False, error=error.format_message()).as_json())
        error.show()
        sys.exit(error.exit_code)
