"""Commands about signed agreements: the study's certificate, a copy, and checking a paper without any study."""

from __future__ import annotations

from pathlib import Path

import click

from ojm_desktop.cli.answers import Answer, answering, json_option
from ojm_desktop.cli.leaving import leaving_options, sealed_words
from ojm_desktop.cli.passphrase import open_study, study_command
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import agreement_checks, agreements
from ojm_desktop.service.agreement_checks import Checked
from ojm_desktop.service.leaving import name_out

_LARGEST = 20 * 1024 * 1024


@click.group()
def agreement() -> None:
    """Signed agreements: the certificate they are sealed under, copies, and checking one."""


@agreement.command()
@study_command
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@leaving_options("it", f"else “{agreement_checks.WHY_CERTIFICATE}”")
@json_option
@answering
def certificate(
    study: Path, passphrase_file: Path | None, out: Path, reason: str, recipients: tuple[str, ...]
) -> Answer:
    """Write the certificate of STUDY to the new file OUT: with it anybody can check its agreements."""
    with open_study(study, passphrase_file) as session:
        why = reason or agreement_checks.WHY_CERTIFICATE
        fingerprint = agreement_checks.write_certificate(session, out, why, recipients)
    out = name_out(out, is_sealed=bool(recipients))
    return Answer(
        [f"{out.name} is written. Papers sealed under it say: {fingerprint}"], file=out.name, fingerprint=fingerprint
    )


@agreement.command()
@study_command
@click.argument("code")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@leaving_options("the copy")
@json_option
@answering
def copy(
    study: Path, passphrase_file: Path | None, code: str, out: Path, reason: str, recipients: tuple[str, ...]
) -> Answer:
    """Write the signed agreement of CODE to the new file OUT, byte for byte as it was filed, after checking it."""
    with open_study(study, passphrase_file) as session:
        person = next((one for one in session.study.store.people.all() if one.code == code), None)
        if person is None:
            raise OjmError(f"Nobody has the code {code}. Nothing was written; see: ojm participants.")
        checked = agreement_checks.check_filed(session, person.id)
        if not checked.is_valid:
            raise OjmError(f"{' '.join(checked.problems)} Nothing was written; verify the study.")
        agreements.copy_out(session, person.id, out, reason, recipients)
    out = name_out(out, is_sealed=bool(recipients))
    lines = [
        f"{out.name} is written{sealed_words(recipients)}.",
        f"SHA-256: {checked.sha256}",
        *([checked.note] if checked.note else []),
    ]
    return Answer(lines, file=out.name, sha256=checked.sha256, note=checked.note)


@agreement.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--certificate",
    "certificate_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The study's certificate, as “ojm agreement certificate” wrote it.",
)
@click.option("--sha256", default="", metavar="HEX", help="What the file's hash should be, where it was noted down.")
@json_option
@answering
def check(file: Path, certificate_file: Path, sha256: str) -> Answer:
    """Check that FILE is an agreement as it was signed. Needs no study, no passphrase and no network."""
    checked = agreement_checks.check_file(_octets(file), _octets(certificate_file), sha256)
    verdict = "Valid: not a byte was changed since it was signed." if checked.is_valid else "Not valid."
    return Answer(
        [*checked.problems, verdict, *_told(checked), f"SHA-256: {checked.sha256}"],
        is_ok=checked.is_valid,
        error=None if checked.is_valid else "Do not rely on this paper; ask whoever holds the study for another copy.",
        valid=checked.is_valid,
        problems=list(checked.problems),
        signed_at=checked.signed_at,
        way=checked.way,
        place=checked.place,
        attached=[{"file": name, "sha256": digest} for name, digest in checked.attached],
        sha256=checked.sha256,
    )


def _told(checked: Checked) -> list[str]:
    """What the seal says of the signing, a line each."""
    return [
        *([f"Signed: {checked.signed_at}, by the laptop's clock; no trusted timestamp."] if checked.signed_at else []),
        *([f"How: {checked.way}."] if checked.way else []),
        *([f"Place: {checked.place}"] if checked.place else []),
        *(f"Attached: {name}, SHA-256 {digest}" for name, digest in checked.attached),
    ]


def _octets(file: Path) -> bytes:
    """What is in a file that is not larger than any agreement."""
    try:
        if file.stat().st_size > _LARGEST:
            raise OjmError(f"{file.name} is larger than any agreement. Nothing was checked; choose another file.")
        return file.read_bytes()
    except OSError as error:
        raise OjmError(f"{file.name} could not be read: {error.strerror}. Nothing was checked.") from error
