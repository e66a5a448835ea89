"""Doing a log again in an empty study: the proof that the log says everything the tables hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from ojm_desktop.domain.changes import Changes
from ojm_desktop.domain.clock import Instant
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.domain.log import Event
from ojm_desktop.service.log_writer import read
from ojm_desktop.service.progress import Progress
from ojm_desktop.service.study import Study
from ojm_desktop.store.checks import Problem
from ojm_desktop.store.connection import create_in_memory
from ojm_desktop.store.schema import MIGRATIONS
from ojm_desktop.store.study_store import Store
from ojm_desktop.vault.sealing import Sealer

DATABASE = "study.db"


@dataclass
class Replayed:
    """An empty study after the log was done again in it; which event last touched which key; what did not fit."""

    study: Study
    touched: dict[object, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def in_memory(source: Study, sealer: Sealer | None, progress: Progress) -> Replayed:
    """Replay into a study that exists in memory only, under a key nobody knows."""
    return replay(source, Study(Store(create_in_memory(MIGRATIONS)), sealer), progress)


def replay(source: Study, target: Study, progress: Progress) -> Replayed:
    """Apply every edit of the source's log to the target, in one transaction."""
    done = Replayed(target)
    target.is_done_again = True
    total = max(1, source.store.log.count())
    with target.store.transaction():
        for event in source.store.log.events():
            progress(event.sequence / total, "doing the log again")
            _again(source, event, done)
    return done


def _again(source: Study, event: Event, done: Replayed) -> None:
    target = done.study
    try:
        opened = read(source, event)
        if opened is None:
            _take_over(source, event, target)
            return
        if not opened.fits:
            done.problems.append(Problem(DATABASE, event.sequence, "what the event did was changed afterwards"))
        if not opened.names_whom_it_says:
            done.problems.append(Problem(DATABASE, event.sequence, "it is filed under somebody else"))
        target.sequence = event.sequence
        target.instant = Instant(event.utc, event.offset, event.monotonic)
        _, changes = opened.entry.edit.apply(target)
    except OjmError as error:
        target.forget()
        done.problems.append(Problem(DATABASE, event.sequence, f"it cannot be done again: {error}"))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        done.problems.append(Problem(DATABASE, event.sequence, f"what it did cannot be read ({type(error).__name__})"))
    else:
        _note(changes, event.sequence, done.touched)


def _take_over(source: Study, event: Event, target: Study) -> None:
    """A sealed or erased event leaves at most a consent row in the clear; take that as it is."""
    consent = source.store.consents.at(event.sequence)
    if consent is not None:
        target.store.consents.add(consent)


def _note(changes: Changes, sequence: int, touched: dict[object, int]) -> None:
    for key in changes.ratings:
        touched["ratings", key.participant, key.pathway, key.wave] = sequence
    for table, keys in (
        ("hot_spots", changes.hot_spots),
        ("notes", changes.hot_spots | changes.turning_points),
        ("turning_points", changes.turning_points),
        ("participants", changes.participants),
        ("accommodations", changes.accommodations),
        ("forms", changes.forms),
        ("form_uses", changes.forms),
        ("form_files", changes.forms),
        ("visits", changes.visits),
        ("paradata", changes.visits),
        ("instances", changes.visits),
        ("comments", changes.comments),
        ("appointments", changes.appointments),
        ("diary_entries", changes.diary),
        ("diary_occurrences", changes.diary),
    ):
        for item in keys:
            touched[table, item] = sequence
    for answer in changes.answers:
        touched["answers", answer.visit, answer.path] = sequence
    for suggestion in changes.suggestions:
        touched["dismissals", suggestion.participant, suggestion.pathway, suggestion.wave] = sequence
