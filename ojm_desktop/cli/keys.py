"""`ojm keys …` and `ojm office-key`: who has a way in, from a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.passphrase import open_study, read_recovery_key, read_replacement, study_command
from ojm_desktop.domain.clock import parse_utc
from ojm_desktop.service import key_changes, office_key
from ojm_desktop.service.session import Place, Session
from ojm_desktop.service.ways_in import ROLES, ways_in
from ojm_desktop.vault.keys import Role

new_passphrase_file = click.option(
    "--new-passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the new passphrase from the first line of this file; nobody else may be able to read it.",
)


@click.group()
def keys() -> None:
    """Who has a way into a study. What takes one out gives the study new data keys when the command ends."""


@keys.command("list")
@study_command
@json_option
@answering
def list_(study: Path, passphrase_file: Path | None) -> Answer:
    """Every key of STUDY: whose it is, what opens it, what it opens, and when it last wrote."""
    with open_study(study, passphrase_file) as session:
        found = ways_in(session)
    lines = [
        f"{way.slot[:8]}  {way.label}: {way.kind.lower()}. {way.opens}. "
        + (f"Last wrote on {parse_utc(way.last_wrote).date()}." if way.last_wrote else "Has written nothing.")
        for way in found
    ]
    fields = ("slot", "label", "kind", "opens", "last_wrote")
    return Answer(lines, keys=[{name: getattr(way, name) for name in fields} for way in found])


@keys.command()
@study_command
@click.argument("label")
@click.option("--role", type=click.Choice(list(ROLES)), required=True, help="What the key opens.")
@new_passphrase_file
@json_option
@answering
def add(study: Path, label: str, role: str, passphrase_file: Path | None, new_passphrase_file: Path | None) -> Answer:
    """Let somebody into STUDY under LABEL, with a passphrase of their own, typed by them.

    It is asked for twice, or taken from OJM_NEW_PASSPHRASE.
    """
    with open_study(study, passphrase_file) as session:
        words = read_replacement(new_passphrase_file)
        change = key_changes.prepare_person(_place(session), label, cast(Role, role), words)
        key_changes.put(session, change)
    return Answer([f"{label} opens the study now: {ROLES[role].lower()}."], label=label, role=role)


@keys.command("add-office")
@study_command
@click.argument("public", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--label", default="Office", show_default=True, help="How the list of keys calls it.")
@json_option
@answering
def add_office(study: Path, public: Path, label: str, passphrase_file: Path | None) -> Answer:
    """Let the office into STUDY with the file PUBLIC that `ojm office-key` made."""
    octets = office_key.read_public(public)
    with open_study(study, passphrase_file) as session:
        key_changes.put(session, key_changes.prepare_office(_place(session), label, octets))
    return Answer([f"{label} opens the study now, with the key it keeps."], label=label)


@keys.command()
@study_command
@click.argument("who")
@json_option
@answering
def remove(study: Path, who: str, passphrase_file: Path | None) -> Answer:
    """Take a key out of STUDY: WHO is its label or the beginning of its id. Older copies open nothing written later."""
    with open_study(study, passphrase_file) as session:
        place = _place(session)
        gone = key_changes.named(place, who)
        key_changes.put(session, key_changes.prepare_removal(place, gone.slot_id))
    return Answer([f"{gone.label} opens the study no more."], label=gone.label, slot=gone.slot_id)


@keys.command()
@study_command
@new_passphrase_file
@json_option
@answering
def change(study: Path, passphrase_file: Path | None, new_passphrase_file: Path | None) -> Answer:
    """Give the key that opens STUDY a new passphrase; the old one then opens nothing that is written from now on."""
    with open_study(study, passphrase_file) as session:
        words = read_replacement(new_passphrase_file)
        key_changes.put(session, key_changes.prepare_passphrase(_place(session), words))
    return Answer(["The study opens with the new passphrase now."], study=str(study))


@keys.command()
@study_command
@json_option
@answering
def drill(study: Path, passphrase_file: Path | None) -> Answer:
    """Try the recovery sheet of STUDY before it is needed; the log keeps that it was tried.

    The groups are asked for, or taken from OJM_RECOVERY_KEY.
    """
    with open_study(study, passphrase_file) as session:
        opens = key_changes.try_sheet(session, read_recovery_key())
    said = "The sheet opens the study. Put it back where it is kept: never with the laptop."
    wrong = "These groups open this study not: the sheet is of another study, or was replaced. Find the right one."
    return Answer([said] if opens else [], is_ok=opens, error=None if opens else wrong, opens=opens)


@keys.command("new-sheet")
@study_command
@json_option
@answering
def new_sheet(study: Path, passphrase_file: Path | None) -> Answer:
    """Make a new recovery key for STUDY and show it, once; every older sheet opens nothing written from now on."""
    with open_study(study, passphrase_file) as session:
        change = key_changes.prepare_sheet(_place(session))
        key_changes.put(session, change)
    said = "Write the groups down or print them now, keep them away from the laptop, and destroy the older sheet."
    return Answer([f"Recovery key: {change.sheet}", said], recovery_key=str(change.sheet))


@click.group("office-key")
def office_key_() -> None:
    """The key that an office keeps, away from every laptop."""


@office_key_.command("new")
@click.argument("out", type=click.Path(path_type=Path))
@json_option
@answering
def new_office_key(out: Path) -> Answer:
    """Make the office's key: OUT is the private half, which the office keeps, and OUT.pub what studies are given."""
    private, public = office_key.make(out)
    return Answer(
        [f"{private} is the private half: keep it at the office.", f"{public} is what a study is given."],
        private=str(private),
        public=str(public),
    )


def _place(session: Session) -> Place:
    assert session.place is not None
    return session.place
