"""Errors a person can act on."""

from __future__ import annotations


class OjmError(Exception):
    """Something the person can act on; the message is a sentence: what happened, what is safe, what to do."""


class Refused(OjmError):
    """An edit broke a rule of the study; nothing was changed."""


class ConsentMissing(Refused):
    """The store refused a row because no agreement in force allows it (MB16)."""


class Withdrew(Refused):
    """The store kept a row as it is because its person withdrew; a correction needs a reason (W1)."""
