"""`ojm recipients …` and `ojm open-package`: for whom documents are sealed, and opening what was sealed."""

from __future__ import annotations

from pathlib import Path

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.passphrase import machine_clock, open_study, study_command
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.recipient import Recipient
from ojm_desktop.service import recipients as receiving
from ojm_desktop.service.edits import AddRecipient, RemoveRecipient
from ojm_desktop.service.edits.recipients import recipient
from ojm_desktop.service.signer import signer_of


@click.group()
def recipients() -> None:
    """For whom documents of a study are sealed when they leave it, instead of leaving in clear with a reason."""


@recipients.command("list")
@study_command
@json_option
@answering
def list_(study: Path, passphrase_file: Path | None) -> Answer:
    """Everybody for whom documents of STUDY can be sealed, and the public key that its packages are signed with."""
    with open_study(study, passphrase_file) as session:
        found = receiving.known(session)
        signed_with = signer_of(session.study.store.connection).public.hex()
    lines = [f"{one.name}: {one.key}, {one.words}" for one in found] or ["Nobody yet; see: ojm recipients add."]
    return Answer(
        [*lines, f"Packages of this study are signed with {signed_with}."],
        recipients=[{"name": one.name, "key": one.key, "words": one.words, "since": one.since} for one in found],
        study_key=signed_with,
    )


@recipients.command()
@study_command
@click.argument("name")
@click.argument("key")
@json_option
@answering
def add(study: Path, passphrase_file: Path | None, name: str, key: str) -> Answer:
    """Let documents of STUDY be sealed for NAME: KEY is the public key, age1…, or the file it is in.

    Compare its eight words with those its owner reads out to you, out of the file that they keep: whoever has the
    private half reads what is sealed.
    """
    public = receiving.read_public(key)
    with open_study(study, passphrase_file) as session:
        session.do(AddRecipient(recipient=Recipient(name.strip(), public)))
    words = receiving.fingerprint(public)
    lines = [f"Documents can be sealed for {name.strip()} now: {public}", f"The words of this key: {words}."]
    return Answer(lines, name=name.strip(), key=public, words=words)


@recipients.command()
@study_command
@click.argument("name")
@json_option
@answering
def remove(study: Path, passphrase_file: Path | None, name: str) -> Answer:
    """Seal nothing of STUDY for NAME any more; what was sealed before stays open to them."""
    with open_study(study, passphrase_file) as session:
        found = recipient(session.study, name)
        session.do(RemoveRecipient(name=found.name))
    return Answer([f"{found.name} is no recipient any more."], name=found.name)


@recipients.command("new-key")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@json_option
@answering
def new_key(out: Path) -> Answer:
    """Make a recipient's own key: OUT is the private half, which its owner keeps, OUT.pub what studies are given."""
    key = receiving.make_key(out, machine_clock())
    return Answer(
        [
            f"{out} is the private half: keep it, and give it to nobody.",
            f"{out}.pub is for studies: {key.public}",
            f"The words of this key, to compare on the telephone: {receiving.fingerprint(key.public)}.",
        ],
        private=str(out),
        public=f"{out}.pub",
        key=key.public,
        words=receiving.fingerprint(key.public),
    )


@click.command("open-package")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--key", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Your private half.")
@click.option("--study-key", default="", metavar="HEX", help="The key that it must be signed with, where you know it.")
@json_option
@answering
def open_package(file: Path, out: Path, key: Path, study_key: str) -> Answer:
    """Open the sealed FILE into the new folder OUT, after checking signature, hashes and sizes. Needs no study.

    Without --study-key the signature shows that the package is as it was signed, not by whom.
    """
    found = receiving.open_package(file, key, out, study_key)
    origin = found.origin
    return Answer(
        [
            f"{counted(len(found.files), 'document')} ({origin.kind}) in {out.name}.",
            f"Signed on {origin.made[:10]} with {origin.public}.",
        ],
        kind=origin.kind,
        study=origin.study,
        made=origin.made,
        study_key=origin.public,
        files=list(found.files),
    )
