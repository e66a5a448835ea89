"""What can go wrong between a passphrase and the keys of a study, each with what to do about it."""

from __future__ import annotations

from ojm_desktop.domain.errors import OjmError


class WeakPassphrase(OjmError):
    """The passphrase is too short or too easily guessed (K1)."""


class WrongPassphrase(OjmError):
    """The key file is whole, but no slot opens with this passphrase (K4). ``study`` is its name where known."""

    def __init__(self, study: str = "") -> None:
        which = f"“{study}”" if study else "the study"
        super().__init__(
            f"This passphrase does not open {which}. Nothing was changed. "
            "Check Caps Lock and the keyboard language and try again, or use the recovery sheet."
        )


class WrongRecoveryKey(OjmError):
    """The recovery key is well typed, but it opens no slot of this key file. ``study`` is its name where known."""

    def __init__(self, study: str = "") -> None:
        which = f"“{study}”" if study else "this study"
        super().__init__(
            f"This recovery key is typed correctly, but it does not belong to {which} or was replaced by a newer "
            "one. Nothing was changed. Look for the sheet with this study's name and the latest date."
        )


class WrongOfficeKey(OjmError):
    """The private key from the office opens no slot of this key file."""

    def __init__(self) -> None:
        super().__init__(
            "This office key does not open the study. Nothing was changed. Ask the office for the key of this study."
        )


class RecoveryKeyMistyped(OjmError):
    """Check digits disagree: `groups` are the numbers (from 1) to look at again, empty if it is the length."""

    def __init__(self, sentence: str, groups: tuple[int, ...] = ()) -> None:
        super().__init__(sentence)
        self.groups = groups


class KeyFileDamaged(OjmError):
    """The bytes are not what this program wrote; whatever the passphrase, they are not used (K3, K4)."""

    def __init__(self, what: str = "its check sum does not match") -> None:
        super().__init__(
            f"The key file of this study is damaged: {what}. It was not used and nothing was changed; the study itself "
            "may well be whole. Use the key file kept from before or the one in a backup."
        )


class KeyFileAltered(KeyFileDamaged):
    """The check sum was made to fit, but somebody without the keys changed the slots (K3)."""

    def __init__(self, what: str = "its slots were changed by something other than this program") -> None:
        super().__init__(what)


class KeyFileNewer(OjmError):
    """Written by a later version of the program (K9)."""

    def __init__(self, format_number: int) -> None:
        super().__init__(
            f"This study was last used with a newer version of OJM Desktop (key file format {format_number}). "
            "Nothing was changed. Install the newer version to open it."
        )


class ForeignKeyFile(OjmError):
    """The key file is whole but belongs to another study (R10)."""

    def __init__(self) -> None:
        super().__init__(
            "The key file in this folder belongs to another study. Nothing was changed. "
            "Put back the key file of this study, or take it from one of its backups."
        )


class SealedRowDamaged(OjmError):
    """A sealed row does not open: changed, moved to another row, or of a generation whose key is not here."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"A sealed part of the study cannot be read: {what}. Nothing was changed. "
            "Verify the study, and restore the newest good backup if that is advised."
        )


class SlotRefused(OjmError):
    """A change of the slots that would break the study or that this slot may not make; nothing was changed."""


class HeadWordsMistyped(OjmError):
    """The words typed from paper are not head words."""


class NotEnoughMemory(OjmError):
    """The laptop cannot spare what one Argon2 derivation needs."""

    def __init__(self, mebibytes: int) -> None:
        super().__init__(
            f"Opening the study needs {mebibytes} MB of free memory for a moment, and this laptop could not spare it. "
            "Nothing was changed. Close other programs and try again."
        )
