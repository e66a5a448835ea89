"""Values to canonical text and back, as they were when they were hashed."""

from __future__ import annotations

from dataclasses import dataclass

from ojm_desktop.domain.canonical import came_later
from ojm_desktop.store.codec import from_text, to_text


@dataclass(frozen=True)
class _Inner:
    words: str = came_later("")


@dataclass(frozen=True)
class _Record:
    code: str
    inner: _Inner
    place: str = came_later("")
    at: int = 0


def test_that_a_field_that_came_later_leaves_what_was_written_before_it_the_same_text() -> None:
    old = '{"at":0,"code":"C1-01","inner":{}}'
    assert from_text(old, _Record) == _Record("C1-01", _Inner())
    assert to_text(from_text(old, _Record)) == old
    new = _Record("C1-01", _Inner("yes"), "Bristol", 1)
    assert to_text(new) == '{"at":1,"code":"C1-01","inner":{"words":"yes"},"place":"Bristol"}'
    assert from_text(to_text(new), _Record) == new
