"""The tables that a log rebuilds, to be compared."""

from __future__ import annotations

from ojm_desktop.service.session import Session


def tables(session: Session) -> dict[str, object]:
    """Everything the log rebuilds."""
    store = session.study.store
    return {table: store.rows_of(table) for table in ("ratings", "hot_spots", "notes", "dismissals", "accommodations")}
