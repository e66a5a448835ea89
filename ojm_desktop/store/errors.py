"""What can stop a study from being opened or written, each as a sentence a person can act on."""

from __future__ import annotations

from ojm_desktop.domain.errors import OjmError


class OpeningRefused(OjmError):
    """An answer while opening the database was not the one it must be (security, opening a database)."""

    def __init__(self, answer: str) -> None:
        super().__init__(
            f"The study was not opened: {answer}. Nothing was changed. "
            "Try again with the program as it was installed; if it stays, restore the newest backup into a new folder."
        )


class MissingDatabase(OjmError):
    """study.db is not there; a new one is never made in its place (R10)."""


class EmptyDatabase(OjmError):
    """study.db has no bytes; it is never taken for a new study (R10)."""


class ForeignDatabase(OjmError):
    """study.db is a database, but not this study's (R10)."""


class DamagedDatabase(OjmError):
    """study.db cannot be read with a key that the key file vouches for."""


class StaleRow(OjmError):
    """A row that was to be replaced is not there: what was read before is not what stands now."""


class NewerStudy(OjmError):
    """The study was written by a newer version of the program."""


class OlderStudy(OjmError):
    """The study needs its tables brought up to date, which this way of opening cannot do."""


class AlreadyThere(OjmError):
    """Something stands where a new study, set or folder was to be made; it is never replaced."""


class AlreadyOpen(OjmError):
    """Another program holds the study (R11)."""


class PlaceRefused(OjmError):
    """The folder is no place for a study."""


class SynchronisedFolder(PlaceRefused):
    """The folder is copied elsewhere by a synchronising program."""


class NetworkFolder(PlaceRefused):
    """The folder is on another machine."""


class PlaceFailed(OjmError):
    """The operating system refused a write for a reason of its own."""


class DiskFull(PlaceFailed):
    """No room is left (R7)."""


class ReadOnlyPlace(PlaceFailed):
    """The medium or folder cannot be written (R8)."""


class TornHead(OjmError):
    """Both records of the head are unreadable: one torn record is a lag, two are an alarm (A5)."""


class ForgedHead(OjmError):
    """A whole head record carries another study's id or a signature that is not this study's (R10, A2)."""


class BackupFailed(OjmError):
    """A backup could not be verified; it was not kept."""


class CopyFailed(OjmError):
    """A backup did not arrive whole on another medium; what is there has no set's name (B4)."""


class BackupDamaged(OjmError):
    """A backup set does not hold what its manifest says (B4)."""
