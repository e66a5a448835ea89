"""The practice study for tests that only look at it: played once a process, in memory."""

from __future__ import annotations

from functools import cache

from ojm_desktop.service import practice
from ojm_desktop.service.session import Session
from ojm_desktop.typeset import Typeset
from tests import studies


@cache
def played() -> Session:
    """The study with its nineteen people; nobody may change it, and nobody closes it."""
    session = studies.in_memory(practice.plan())
    practice.play(session, Typeset())
    return session
