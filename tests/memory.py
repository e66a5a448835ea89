"""Empty studies in memory for tests: copies of one that the program's own code made, once a run.

Making the tables runs every migration ever written, a quarter of a second; their copy takes a twentieth of that. What
`create_in_memory` itself does is proved in tests/store, where this is compared with it.
"""

from __future__ import annotations

import secrets
from functools import cache

from ojm_desktop.store import engine
from ojm_desktop.store.connection import REPLAY_ID, Connection
from ojm_desktop.store.engine import SqlConnection
from ojm_desktop.store.migrate import found
from ojm_desktop.store.schema import MIGRATIONS

KEY = secrets.token_bytes(32)
"""Pages are copied as they lie, so all copies have the key of what they were copied from."""


def database() -> Connection:
    """An empty study that nobody else has."""
    raw = engine.create_memory(KEY)
    _first().backup(raw)
    engine.settle(raw, "memory")
    return Connection(raw, None, REPLAY_ID)


@cache
def _first() -> SqlConnection:
    raw = engine.create_memory(KEY)
    engine.settle(raw, "memory")
    found(raw, REPLAY_ID, MIGRATIONS)
    return raw
