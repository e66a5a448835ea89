"""Commands that make pictures and paper: print, screens, demo."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ojm_desktop.cli.answers import Answer, Bar, answering, json_option
from ojm_desktop.cli.leaving import leaving_options, sealed_words
from ojm_desktop.cli.passphrase import VARIABLE, machine_clock, open_study, study_command
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import backups, practice, printing, studies
from ojm_desktop.service.session import Session
from ojm_desktop.service.verify import verify
from ojm_desktop.vault import passphrase

if TYPE_CHECKING:
    from ojm_desktop.report.pictures import Rasters


@click.command(name="print")
@study_command
@click.option("--participant", "codes", multiple=True, metavar="CODE", help="Whose maps; may be given several times.")
@click.option("--all", "everybody", is_flag=True, help="Everybody's maps.")
@click.option("--to", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="A folder.")
@click.option("--paper", type=click.Choice(["a4", "a3"]), default="a4", show_default=True)
@click.option("--interviews", is_flag=True, help="Their interviews as they were asked, instead of maps.")
@click.option("--with-notes", is_flag=True, help="With --interviews: the researcher's own notes as well.")
@click.option("--with-mark", is_flag=True, help="Mark maps that may be altered by reporting; logged sealed.")
@leaving_options("the paper")
@json_option
@answering
def print_(
    study: Path,
    passphrase_file: Path | None,
    codes: tuple[str, ...],
    everybody: bool,
    folder: Path,
    paper: str,
    interviews: bool,
    with_notes: bool,
    with_mark: bool,
    reason: str,
    recipients: tuple[str, ...],
) -> Answer:
    """Print individual maps of STUDY as PDF: a sheet with all pathways, then one sheet each.

    With --interviews what was asked and answered, a file a visit; what the researcher noted is left out, unless
    --with-notes is given.
    """
    if with_notes and not interviews:
        raise click.UsageError("--with-notes goes with --interviews.")
    if with_mark and interviews:
        raise click.UsageError("--with-mark goes with maps.")
    if str(folder) == ".":
        raise click.UsageError("Name the folder for the paper with --to.")
    if bool(codes) == everybody:
        raise click.UsageError("Name people with --participant, or give --all.")
    bar = Bar()
    with open_study(study, passphrase_file) as session:
        known = {person.code: person.id for person in session.study.store.people.all()}
        for code in codes:
            if code not in known:
                raise OjmError(f"Nobody has the code {code}. Nothing was printed; see: ojm participants.")
        chosen = [known[code] for code in (codes or known)]
        if interviews:
            return _interviews(session, chosen, folder, reason, recipients, with_notes=with_notes)
        written = printing.print_maps(
            session,
            chosen,
            folder,
            paper=paper,
            reason=reason,
            recipients=recipients,
            with_mark=with_mark,
            progress=bar,
        )
    bar.finish()
    sheets = printing.manifest_rows(written)
    told = (
        f"{counted(len(written), 'file')} with {counted(len(sheets), 'sheet')} in {folder}{sealed_words(recipients)}."
    )
    return Answer([told], sheets=sheets, package=written[0].package)


def _interviews(
    session: Session, chosen: list[str], folder: Path, reason: str, recipients: tuple[str, ...], *, with_notes: bool
) -> Answer:
    """Every interview of these people that was held, a file each."""
    from ojm_desktop.service import interview_paper

    visits = [row.id for who in chosen for row in session.study.store.visits.of(who) if interview_paper.was_held(row)]
    files = interview_paper.print_interviews(
        session, visits, folder, reason=reason, recipients=recipients, with_notes=with_notes, decode=_decoded
    )
    told = interview_paper.told(files, folder).rstrip(".") + sealed_words(recipients) + "."
    return Answer([told], files={file.name: file.sha256 for file in files}, package=files[0].package)


def _decoded(held: Mapping[str, bytes]) -> Rasters:
    """The window's reader of pictures, loaded where there is one to read."""
    from ojm_desktop.ui.rasters import rasters

    return rasters(held)


@click.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@json_option
@answering
def screens(out: Path) -> Answer:
    """Draw every page of the program to PNG files in OUT: three themes, two sizes."""
    from ojm_desktop.app.screens import draw_all

    bar = Bar()
    files = draw_all(out, bar)
    bar.finish()
    return Answer(
        [f"{counted(len(files), 'picture is', 'pictures are')} in {out}."], files=[file.name for file in files]
    )


@click.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same numbers.")
@click.option("--window", is_flag=True, help="Open the practice study afterwards.")
@json_option
@answering
def demo(out: Path, seed: int, window: bool) -> Answer:
    """Do the main job once, with made-up people: a practice study, its maps, and its verification in OUT.

    OUT is new or empty, or holds nothing but an earlier demo, which is replaced.
    """
    from ojm_desktop.typeset import Typeset

    given = os.environ.pop(VARIABLE, None)
    words = given or passphrase.generate()
    study, maps, bar, typeset = out / f"{practice.NAME}{studies.SUFFIX}", out / "maps", Bar(), Typeset()
    is_replaced = _make_room(out, study, maps)
    session = practice.make(study, words, machine_clock(), typeset, seed, lambda done, doing: bar(0.5 * done, doing))
    try:
        everybody = [person.id for person in session.study.store.people.all()]
        written = printing.print_maps(
            session, everybody, maps, progress=lambda done, doing: bar(0.5 + 0.4 * done, doing), typeset=typeset
        )
    finally:
        backups.close(session)
    report = verify(studies.unlock(study, words), None, lambda done, doing: bar(0.9 + 0.1 * done, doing))
    bar(1.0, "done")
    bar.finish()
    if window:
        _open_window(study)
    problems = [f"{problem.file}: {problem.what}" for problem in report.problems]
    sheets = printing.manifest_rows(written)
    lines = [
        f"Practice study: {study} ({counted(report.events, 'event')})",
        f"Maps:           {maps} ({counted(len(written), 'file')}, {counted(len(sheets), 'sheet')}, manifest.json)",
        "Verified:       whole"
        if report.is_whole
        else f"Verified:       {counted(len(problems), 'problem')}: {problems[0]}",
        f"Head of the log: {report.head}",
        *(["Replaced:       the practice study and maps that an earlier demo left here"] if is_replaced else []),
        f"passphrase: {words}",
    ]
    return Answer(
        lines,
        is_ok=report.is_whole,
        error=None if report.is_whole else "The practice study did not verify.",
        study=str(study),
        maps=str(maps),
        files=len(written),
        sheets=len(sheets),
        events=report.events,
        head=report.head,
        whole=report.is_whole,
        replaced=is_replaced,
        passphrase=words,
    )


def _make_room(out: Path, study: Path, maps: Path) -> bool:
    """An empty OUT is taken; an earlier demo that nobody has open is replaced (True); anything else is refused."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        found = list(out.iterdir())
        strange = [file for file in found if file not in (study, maps) or file.is_symlink()]
        if maps.is_dir():
            strange += [file for file in maps.iterdir() if file.name not in printing.printed_names(maps)]
    except OSError as error:
        raise OjmError(
            f"{out} cannot be used: {error.strerror}. Nothing was touched; choose another folder."
        ) from error
    if not found:
        return False
    if strange or not practice.is_practice(study):
        raise OjmError(f"{out} holds more than an earlier demo. Nothing was touched; choose another folder.")
    studies.check_free(study)
    shutil.rmtree(study)
    shutil.rmtree(maps, ignore_errors=True)
    return True


def _open_window(study: Path) -> None:
    """The program on its own, so that the demo ends."""
    import subprocess
    import sys

    subprocess.Popen([sys.executable, "-m", "ojm_desktop", "--study", str(study)], start_new_session=True)
