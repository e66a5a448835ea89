"""Why something from outside was not taken, or could not be sealed."""

from __future__ import annotations

from ojm_desktop.domain.errors import OjmError


class NotARecipient(OjmError):
    """The text is no key that something can be sealed for, or opened with."""


class SealedRefused(OjmError):
    """A sealed file was changed, is cut short, or is sealed for somebody else."""


class PackageRefused(OjmError):
    """A package is not as its study signed it."""
