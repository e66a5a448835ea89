"""Another key for the whole file: what counts is which key opens it afterwards, not what the engine says (K8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from ojm_desktop.store import engine, rekey
from ojm_desktop.store.engine import SqlConnection
from ojm_desktop.store.errors import OpeningRefused
from ojm_desktop.store.folder import StudyFolder
from tests.store.ground import KEY

NEW = bytes(reversed(range(32)))


class Deaf:
    """A connection that says nothing went wrong with a change of key, and makes none."""

    def __init__(self, real: SqlConnection) -> None:
        self._real = real

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        return self._real.execute("SELECT 1" if "rekey" in sql else sql, parameters)

    def close(self) -> None:
        self._real.close()


def test_that_after_a_change_of_key_the_new_one_opens_and_the_old_one_does_not(closed: StudyFolder) -> None:
    rekey.rekey(closed.db, KEY, NEW)
    assert rekey.opens(closed.db, NEW)
    assert not rekey.opens(closed.db, KEY)


def test_that_k8_a_change_of_key_that_did_not_happen_is_never_taken_for_done(
    closed: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = engine.open_file
    monkeypatch.setattr("ojm_desktop.store.rekey.open_file", lambda path, key: Deaf(real(path, key)))
    with pytest.raises(OpeningRefused, match="did not take"):
        rekey.rekey(closed.db, KEY, NEW)
    monkeypatch.undo()
    assert rekey.opens(closed.db, KEY)
