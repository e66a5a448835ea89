"""Consent rows: what the triggers look at. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ojm_desktop.domain.agreement import Consent, ConsentState, Uses
from ojm_desktop.store.rows import Row, Rows
from ojm_desktop.store.schema import GATED

COLUMNS = (
    "participant, event, text_version, interview, diary, quotes, audio, contact, state, signed_at, record_sha256, level"
)
_DIARY = "participant, state, diary, signed_at"

SAID = tuple(sorted(GATED.keys() - {"paradata", "drafts"}))
STATES = {state.value: state for state in ConsentState}


class Consents:
    """The `consents` table."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, consent: Consent) -> None:
        """Add the row of a signed or refused agreement."""
        uses = consent.uses
        self._rows.execute(
            f"INSERT INTO consents({COLUMNS}) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                consent.participant,
                consent.event,
                consent.text_version,
                int(uses.interview),
                int(uses.diary),
                int(uses.quotes),
                int(uses.audio),
                int(uses.contact),
                consent.state.value,
                consent.signed_at,
                consent.record_sha256,
                consent.level,
            ),
        )

    def newest(self, participant: str) -> Consent | None:
        """The row that counts for a person."""
        sql = f"SELECT {COLUMNS} FROM consents WHERE participant = ? ORDER BY event DESC LIMIT 1"
        row = self._rows.execute(sql, (participant,)).fetchone()
        return _consent(row) if row else None

    def newest_signed(self, participant: str) -> Consent | None:
        """The agreement that was signed last, withdrawn since or not."""
        sql = f"SELECT {COLUMNS} FROM consents WHERE participant = ? AND state = 'in_force' ORDER BY event DESC LIMIT 1"
        row = self._rows.execute(sql, (participant,)).fetchone()
        return _consent(row) if row else None

    def first_signed(self, participant: str) -> Consent | None:
        """The first agreement that was signed, whatever came of it since: nothing was agreed to before."""
        sql = f"SELECT {COLUMNS} FROM consents WHERE participant = ? AND state = 'in_force' ORDER BY event LIMIT 1"
        row = self._rows.execute(sql, (participant,)).fetchone()
        return _consent(row) if row else None

    def signers(self) -> frozenset[str]:
        """Everybody who ever signed an agreement."""
        rows = self._rows.execute("SELECT DISTINCT participant FROM consents WHERE state = 'in_force'").fetchall()
        return frozenset(str(row[0]) for row in rows)

    def at(self, event: int) -> Consent | None:
        """The row that one event left."""
        row = self._rows.execute(f"SELECT {COLUMNS} FROM consents WHERE event = ?", (event,)).fetchone()
        return _consent(row) if row else None

    def newest_of_all(self) -> dict[str, Consent]:
        """The row that counts, by participant."""
        rows = self._rows.execute(f"SELECT {COLUMNS} FROM consents ORDER BY event").fetchall()
        return {row[0]: _consent(row) for row in rows}

    def newest_states(self) -> dict[str, tuple[ConsentState, int]]:
        """What counts for each person who was asked: the state, and the version of the text."""
        rows = self._rows.execute("SELECT participant, state, text_version FROM consents ORDER BY event").fetchall()
        return {participant: (STATES[state], version) for participant, state, version in rows}

    def withdrawn_from(self, level: int) -> frozenset[str]:
        """Everybody whose newest row is a withdrawal of that level or further: the one query that counts them out."""
        sql = (
            "SELECT participant FROM consents AS c WHERE level >= ? AND event ="
            " (SELECT max(event) FROM consents WHERE participant = c.participant)"
        )
        return frozenset(str(row[0]) for row in self._rows.execute(sql, (level,)).fetchall())

    def rows_said(self, participant: str) -> int:
        """How many rows hold what a person said; steps of a visit are not among them."""
        each = " + ".join(f"(SELECT count(*) FROM {table} WHERE participant = ?1)" for table in SAID)
        return int(self._rows.execute(f"SELECT {each}", (participant,)).fetchone()[0])

    @contextmanager
    def correcting(self, participant: str) -> Iterator[None]:
        """Inside, rows of somebody who withdrew can be changed; how many there are is the caller's to look at."""
        self._rows.execute("INSERT INTO correcting(participant) VALUES(?)", (participant,))
        yield
        self._rows.execute("DELETE FROM correcting WHERE participant = ?", (participant,))

    def diary_keepers(self) -> dict[str, str]:
        """Everybody whose newest agreement is in force and says yes to a diary, with the instant of their yes (UTC).

        An agreement signed anew goes on from the yes before it; one without a diary ends it.
        """
        return _since(self._rows.execute(f"SELECT {_DIARY} FROM consents ORDER BY event").fetchall())

    def diary_since(self, participant: str) -> str | None:
        """The same of one person; None while they keep no diary."""
        sql = f"SELECT {_DIARY} FROM consents WHERE participant = ? ORDER BY event"
        return _since(self._rows.execute(sql, (participant,)).fetchall()).get(participant)


def _since(rows: list[Row]) -> dict[str, str]:
    """By participant the instant of their yes to a diary, of rows in the order they were signed in."""
    since: dict[str, str] = {}
    for participant, state, diary, signed_at in rows:
        if diary and STATES[state] is ConsentState.IN_FORCE:
            since.setdefault(participant, signed_at)
        else:
            since.pop(participant, None)
    return since


def _consent(row: Row) -> Consent:
    return Consent(
        participant=row[0],
        event=row[1],
        text_version=row[2],
        uses=Uses(*(bool(tick) for tick in row[3:8])),
        state=ConsentState(row[8]),
        signed_at=row[9],
        record_sha256=row[10],
        level=row[11],
    )
