"""Names of files that leave the study: made from ids, and fit for every file system they may be carried on (I8).

A name holds small and capital letters of English, digits, `-`, `_` and `.`, begins and ends with a letter or a digit,
has 255 octets at most, and its first part is none of those that Windows keeps for devices, in whatever case.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 255
"""Octets of a name on ext4, NTFS and exFAT; here a character is an octet."""
ROOM: Final = 24
"""Kept free for what is put behind a name later: a number, the end of a sealed file, a temporary file's."""
RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in (*"0123456789", "¹", "²", "³")}
)
_NOT_PLAIN: Final = re.compile(r"[^A-Za-z0-9_-]+")
_ENDS: Final = re.compile(r"\.[a-z0-9]{1,8}(?:\.[a-z0-9]{1,8})*")
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')


def file_name(*parts: str, suffix: str) -> str:
    """A name from what a document is of, such as a code and a wave. ValueError for a suffix that is none."""
    if not _ENDS.fullmatch(suffix):
        raise ValueError(suffix)
    plain = (_NOT_PLAIN.sub("-", part).strip("-_") for part in parts)
    stem = "-".join(part for part in plain if part)[: LONGEST - ROOM - len(suffix)].strip("-_") or "document"
    return f"{f'ojm-{stem}' if stem.casefold() in RESERVED else stem}{suffix}"


def numbered(name: str, number: int) -> str:
    """The same name with a number behind its stem: the second file of that name and the ones after it."""
    stem, dot, end = name.partition(".")
    return f"{stem}-{number}{dot}{end}"


def why_not(name: str) -> str:
    """What keeps a typed name from being carried to another machine, as the end of a sentence; "" for nothing."""
    if not name or set(name) <= {".", " "}:
        return "it is no name"
    if name[-1] in {".", " "}:
        return "Windows drops the dot or space at its end"
    if any(character in _FORBIDDEN or not character.isprintable() for character in name):
        return "it holds a character that Windows does not allow"
    if name.partition(".")[0].rstrip(" ").casefold() in RESERVED:
        return "Windows keeps this name for a device"
    try:
        octets = name.encode()
    except UnicodeEncodeError:
        return "it holds half a character"
    return "it is longer than a file system allows" if len(octets) > LONGEST - ROOM else ""
