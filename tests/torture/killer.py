"""Fork a program, let it tell what it does, kill it with SIGKILL at a moment that was drawn before."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from types import TracebackType

from tests.torture.told import Teller, Told

PATIENCE = 60.0
"""Seconds a program may take to show its page before something else must be wrong."""


ENDED_BY_ITSELF = 3


def run_and_kill(program: Callable[[Teller], None], told: Told, delay: float, *, from_the_start: bool) -> None:
    """Fork, run `program` in the child, kill it `delay` seconds after the fork or after its first mark was painted.

    What it tells is added to `told`. The child must not come to its end by itself: then a test would pass for having
    killed nothing.
    """
    heard, telling = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        _run(program, telling)
    os.close(telling)
    told.was_shown = False
    _listen(heard, told, delay, from_the_start=from_the_start)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    _drain(heard, told)
    os.close(heard)
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        raise SystemExit(f"the program ended by itself with status {status}, before it was killed")


def _run(program: Callable[[Teller], None], telling: int) -> None:
    """In the child: an error, in a slot of Qt's too, ends it at once, and the parent sees that it was not the kill."""

    def end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        os._exit(ENDED_BY_ITSELF)

    sys.excepthook = end
    try:
        program(Teller(telling))
    except BaseException:  # noqa: BLE001  a child must never go on as its parent
        traceback.print_exc()
    os._exit(ENDED_BY_ITSELF)


def _listen(heard: int, told: Told, delay: float, *, from_the_start: bool) -> None:
    """Read what is told until the moment has come."""
    begun = time.monotonic()
    deadline = begun + delay if from_the_start else begun + PATIENCE
    while (left := deadline - time.monotonic()) > 0:
        ready, _, _ = select.select([heard], [], [], left)
        if not ready:
            continue
        read = os.read(heard, 65536)
        if not read:
            return
        was_shown = told.was_shown
        told.hear(read)
        if told.was_shown and not was_shown and not from_the_start:
            deadline = time.monotonic() + delay


def _drain(heard: int, told: Told) -> None:
    """What was told up to the kill lies in the pipe still."""
    while read := os.read(heard, 65536):
        told.hear(read)
