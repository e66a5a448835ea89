"""Tables against the log: which rows differ, said so that a researcher finds the person and the value."""

from __future__ import annotations

from collections.abc import Iterator

from ojm_desktop.domain.counting import noun
from ojm_desktop.service import drafts
from ojm_desktop.service.replay import DATABASE, Replayed
from ojm_desktop.service.study import Study
from ojm_desktop.store.checks import Problem
from ojm_desktop.store.study_store import DATA_TABLES

Row = tuple[object, ...]


def differences(actual: Study, replayed: Replayed) -> Iterator[Problem]:
    """Every row that the log and a table do not agree on."""
    # As they stand, not as people: a row that was changed from outside may be no participant that this program knows.
    codes = {row[0]: str(row[1]) for row in actual.store.rows_of("participants")}
    for table, key_columns in DATA_TABLES.items():
        columns = actual.store.columns_of(table)
        places = [columns.index(name.strip()) for name in key_columns.split(",")]
        found = _by_key(actual.store.rows_of(table), places)
        wanted = _by_key(replayed.study.store.rows_of(table), places)
        for key in sorted(found.keys() | wanted.keys(), key=str):
            if found.get(key) != wanted.get(key):
                what = _difference(columns, found.get(key), wanted.get(key))
                named = ", ".join(codes.get(str(part), str(part)) for part in key)
                event = replayed.touched.get((table, *key), replayed.touched.get((table, key[0])))
                yield Problem(DATABASE, event, f"{table}, {named}: {what}")
    yield from _sealed(actual, replayed)


def _by_key(rows: list[Row], places: list[int]) -> dict[Row, Row]:
    return {tuple(row[place] for place in places): row for row in rows}


def _difference(columns: tuple[str, ...], found: Row | None, wanted: Row | None) -> str:
    if found is None:
        return "the log has it, the table does not"
    if wanted is None:
        return "the table has it, the log does not"
    changed = [name for name, left, right in zip(columns, found, wanted, strict=True) if left != right]
    if changed == ["value"]:
        place = columns.index("value")
        return f"the table says {found[place]}, the log says {wanted[place]}"
    return f"{', '.join(changed)} {noun(len(changed), 'differs', 'differ')} from the log"


def _sealed(actual: Study, replayed: Replayed) -> Iterator[Problem]:
    """Sealed rows: each opens, and each is an event's payload, what the log says it is, or the one of drafts."""
    if not actual.has_sealed_side:
        return
    payloads = actual.store.log.sealed_payloads()
    wanted = set(replayed.study.store.sealed.ids())
    unlogged = drafts.row_id(actual)
    for row_id in actual.store.sealed.ids():
        if row_id in payloads:
            continue
        if row_id == unlogged:
            if not drafts.can_be_read(actual):
                yield Problem(DATABASE, None, "what is kept half done does not open")
            continue
        if row_id not in wanted:
            yield Problem(DATABASE, None, "a sealed row is there that the log does not know")
        elif actual.sealed_side.read_or_none(row_id) != replayed.study.sealed_side.read_or_none(row_id):
            yield Problem(DATABASE, None, "a sealed row differs from what the log says")
    for _ in wanted - set(actual.store.sealed.ids()):
        yield Problem(DATABASE, None, "a sealed row that the log made is gone")
