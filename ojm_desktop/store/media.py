"""Media that can be taken out of this laptop and are plugged in now: where a backup survives the laptop."""

from __future__ import annotations

import os
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MOUNTS: Final = Path("/proc/self/mountinfo")
BLOCKS: Final = Path("/sys/dev/block")
PLUGGED_IN: Final = (Path("/media"), Path("/run/media"))
"""Where desktops mount what a person plugs in; a disk on a cable says of itself that it cannot be removed."""
READ_ONLY_TYPES: Final = frozenset({"iso9660", "udf", "squashfs"})
REMOVABLE_DRIVE: Final = 2
"""Windows' own number for a drive whose medium can be taken out."""


def plugged_in() -> tuple[Path, ...]:
    """Folders of the media that can be taken out and written, in the order of their names; none where nobody says."""
    if sys.platform == "win32":
        return tuple(_windows_drives())
    if sys.platform == "darwin":
        return tuple(
            sorted(path for path in Path("/Volumes").glob("*") if os.path.ismount(path) and not path.samefile("/"))
        )
    return tuple(sorted(mounted(MOUNTS, BLOCKS)))


def mounted(mounts: Path, blocks: Path) -> Iterator[Path]:
    """The same from Linux's table of mounts; `blocks` says of a device whether its medium can be taken out."""
    try:
        table = mounts.read_text("utf-8", errors="surrogateescape")
    except OSError:
        return
    for line in table.splitlines():
        before, _, after = line.partition(" - ")
        fields, kind = before.split(" "), after.split(" ")[0]
        if len(fields) < 6 or kind in READ_ONLY_TYPES or "rw" not in fields[5].split(","):
            continue
        place = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal.group(1), 8)), fields[4]))
        if any(root in place.parents for root in PLUGGED_IN) or _can_be_taken_out(blocks / fields[2]):
            yield place


def _can_be_taken_out(device: Path) -> bool:
    """Of a disk or of a part of one, which lies in its folder."""
    real = device.resolve()
    for place in (real, real.parent):
        try:
            return (place / "removable").read_text().strip() == "1"
        except OSError:
            continue
    return False


def _windows_drives() -> Iterator[Path]:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (the name exists on Windows only)
    there = kernel.GetLogicalDrives()
    for number, letter in enumerate(string.ascii_uppercase):
        root = f"{letter}:\\"
        if there >> number & 1 and kernel.GetDriveTypeW(root) == REMOVABLE_DRIVE:
            yield Path(root)
