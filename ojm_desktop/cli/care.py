"""Commands that look after a study: verify, backup, restore, recover."""

from __future__ import annotations

from pathlib import Path

import click

from ojm_desktop.cli.answers import Answer, Bar, answering, json_option
from ojm_desktop.cli.leaving import leaving_options
from ojm_desktop.cli.listed import list_new
from ojm_desktop.cli.passphrase import (
    machine_clock,
    open_study,
    passphrase_file_option,
    read,
    read_recovery_key,
    read_replacement,
    study_command,
)
from ojm_desktop.domain.counting import counted
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.service import backups, keys, log_export, office_key, sticks, studies
from ojm_desktop.service import salvage as salvaging
from ojm_desktop.service import verify as verifying
from ojm_desktop.service.edits import ChangePassphrase
from ojm_desktop.store import backup as sets
from ojm_desktop.store import stick


@click.command()
@study_command
@click.option("--head", "words", help="Eight words from a printed agreement or map: the study must know them.")
@click.option(
    "--export-log",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the links of the log, without content, for verify_log.py: a new file.",
)
@leaving_options("the log")
@json_option
@answering
def verify(
    study: Path,
    passphrase_file: Path | None,
    words: str | None,
    file: Path | None,
    reason: str,
    recipients: tuple[str, ...],
) -> Answer:
    """Check every file of STUDY, every link of its log, and every row against the log."""
    studies.check_free(study)
    bar = Bar()
    unlocked = studies.unlock(study, read(passphrase_file))
    report = verifying.verify(unlocked, words, bar)
    bar.finish()
    written = _export(unlocked, file, reason, recipients) if file is not None and report.is_whole else None
    lines = [
        f"{problem.file}{f', event {problem.event}' if problem.event else ''}: {problem.what}"
        for problem in report.problems
    ]
    known = f" The words are those of event {report.named_event}." if report.named_event else ""
    lines.append(
        f"Whole: {counted(report.events, 'event')}.{known}" if report.is_whole else f"{counted(len(lines), 'problem')}."
    )
    lines.append(f"Head of the log: {report.head}")
    if file is not None:
        lines.append(
            "The log was not written: it is written of a study that is whole."
            if written is None
            else f"{counted(written, 'event')} written to {file}. Check them with: python3 verify_log.py {file.name}"
        )
    return Answer(
        lines,
        is_ok=report.is_whole,
        error=_alarm(report),
        whole=report.is_whole,
        events=report.events,
        head=report.head,
        named_event=report.named_event,
        problems=[{"file": one.file, "event": one.event, "what": one.what} for one in report.problems],
        exported=written,
    )


def _export(unlocked: studies.Unlocked, file: Path, reason: str, recipients: tuple[str, ...]) -> int:
    """How many events were written; that they were is an event of its own, which comes after them."""
    session = studies.open_session(unlocked, machine_clock())
    try:
        return log_export.save(session, file, reason, recipients)
    finally:
        session.close()


def _alarm(report: verifying.Report) -> str | None:
    """What to do; words nobody knows are most often misread, which must not send anybody to an older backup."""
    if report.is_whole:
        return None
    if any(problem.what != verifying.UNKNOWN_WORDS for problem in report.problems):
        return "The study is not whole. Keep it as it is, and restore the newest good backup."
    return (
        "Nothing else is wrong with the study, so check the words on the paper first, and that the paper is of this "
        "study: one word misread for another raises this alarm too. If they are right, something written before that "
        "paper was printed is gone or was changed: keep the study as it is, and restore a backup that knows the words."
    )


@click.command()
@study_command
@click.option(
    "--to",
    "medium",
    type=click.Path(file_okay=False, path_type=Path),
    help="Copy the set to this folder too, a stick's for example, and read it again there.",
)
@json_option
@answering
def backup(study: Path, passphrase_file: Path | None, medium: Path | None) -> Answer:
    """Make a verified backup set of STUDY in its own folder."""
    bar, copied = Bar(), None
    with open_study(study, passphrase_file) as session:
        place, now = session.place, session.clock.now().utc
        assert place is not None
        if medium is None:
            made = backups.back_up(place, now, bar)
        else:
            copied = sticks.copy_newest(place, medium.resolve(), now, is_due=backups.is_due(session), progress=bar)
            session.do(copied.record())
            made = copied.made
    bar.finish()
    lines = [f"{'Copied to' if copied else 'Backed up to'} {made.path}{' and read again there' if copied else ''}."]
    return Answer(lines, set=made.path.name, path=str(made.path), sequence=made.sequence)


@click.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--recovery-key", "by_sheet", is_flag=True, help="Use the printed recovery key, not the passphrase.")
@passphrase_file_option
@json_option
@answering
def restore(source: Path, target: Path, by_sheet: bool, passphrase_file: Path | None) -> Answer:
    """Restore a backup set SOURCE, or the newest whole one of a study or a stick, into the new folder TARGET."""
    chosen = _chosen_set(source)
    path = target if target.suffix == studies.SUFFIX else target.with_name(target.name + studies.SUFFIX)
    bar = Bar()
    if by_sheet:
        unlocked = studies.unlock_with_recovery(chosen, read_recovery_key())
    else:
        unlocked = studies.unlock(chosen, read(passphrase_file))
    session = backups.restore(unlocked, path, machine_clock(), bar)
    events, now = session.sequence, session.opened_at.utc
    backups.close(session)
    bar.finish()
    in_window = "" if list_new(path, now) else " In the window, choose: Open another folder."
    return Answer([f"Restored {chosen.name} to {path}.{in_window}"], set=chosen.name, study=str(path), events=events)


@click.command()
@click.argument("study", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@passphrase_file_option
@json_option
@answering
def salvage(study: Path, target: Path, passphrase_file: Path | None) -> Answer:
    """Make a study in the new folder TARGET from what can still be read of the damaged STUDY, which stays as it is."""
    studies.check_free(study)
    path = target if target.suffix == studies.SUFFIX else target.with_name(target.name + studies.SUFFIX)
    bar = Bar()
    found = salvaging.salvage_closed(studies.unlock(study, read(passphrase_file)), path, machine_clock(), bar)
    list_new(path, machine_clock().now().utc)
    bar.finish()
    lost = counted(len(found.affected), "event")
    lines = [*found.in_words(), f"Salvaged to {path}: {lost} of {found.events} could not be read any more."]
    return Answer(
        lines,
        study=str(path),
        events=found.events + 1,
        affected=[{"event": one.event, "at": one.when, "code": one.code, "why": one.why} for one in found.affected],
        records=list(found.records),
        from_backup=found.from_backup,
    )


@click.command()
@click.argument("study", type=click.Path(path_type=Path))
@click.option(
    "--new-passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the new passphrase from the first line of this file; nobody else may be able to read it.",
)
@click.option(
    "--office-key",
    "office_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Use the private half of the office's key in place of the recovery key.",
)
@json_option
@answering
def recover(study: Path, new_passphrase_file: Path | None, office_file: Path | None) -> Answer:
    """Get back into STUDY with the printed recovery key or the office's key, and set a new passphrase.

    The key is asked for, or taken from OJM_RECOVERY_KEY; the new passphrase is asked for twice, or taken from
    OJM_NEW_PASSPHRASE. OJM_PASSPHRASE is not used. The old passphrase then opens nothing that is written from now on.
    The recovery sheet stays valid.
    """
    studies.check_free(study)
    if office_file is None:
        unlocked = studies.unlock_with_recovery(study, read_recovery_key())
    else:
        unlocked = office_key.unlock(study, office_file)
    words = read_replacement(new_passphrase_file)
    changed = keys.change_passphrase(unlocked, words)
    session = studies.open_session(changed, machine_clock())
    slot = keys.researcher_slot(changed.folder.keys.read_bytes())
    session.do(ChangePassphrase(slot=slot, opened_by=unlocked.opened.slot_id))
    events, name = session.sequence, session.plan.name
    backups.close(session)
    return Answer([f"{name} opens with the new passphrase now."], study=str(study), events=events)


def _chosen_set(source: Path) -> Path:
    """The set itself, or the newest of a study or a stick that is whole as far as its hashes tell.

    A stick with sets of two studies has no newest: which study is meant has to be said.
    """
    if (source / "manifest.json").is_file():
        return source
    there = stick.sets_at(source)
    shelves = sorted({found.path.parent for found in there})
    if len(shelves) > 1:
        names = ", ".join(str(each.relative_to(source)) for each in shelves)
        raise OjmError(f"Backups of several studies lie here: {names}. Nothing was restored; name one of these.")
    for found in there:
        if not sets.verify_set(found.path, None):
            return found.path
    raise OjmError(f"There is no whole backup in {source.name}. Nothing was restored; choose another folder.")
