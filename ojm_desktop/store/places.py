"""Whether a folder is a place for a study: on a disk of this laptop, and not copied elsewhere by another program.

A synchronising program copies study.db and its write-ahead log at different moments and puts older files back; a
network disk does not keep SQLite's locks. Both lose acknowledged answers, so both are refused (security, a study on
disk).
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ojm_desktop.store.errors import NetworkFolder, SynchronisedFolder

NAMES: Final = {
    r"onedrive( ?- .+)?": "OneDrive",
    r"skydrive": "OneDrive",
    r"dropbox( ?\(.+\))?": "Dropbox",
    r"google ?drive( ?\(.+\))?": "Google Drive",
    r"googledrive-.+": "Google Drive",
    r"my drive": "Google Drive",
    r"icloud ?drive( ?\(.+\))?": "iCloud Drive",
    r"mobile documents": "iCloud Drive",
    r"com~apple~clouddocs": "iCloud Drive",
    r"cloudstorage": "a synchronising program",
    r"nextcloud\d*": "Nextcloud",
    r"owncloud\d*": "ownCloud",
    r"syncthing": "Syncthing",
    r"resilio sync": "Resilio Sync",
    r"box sync": "Box",
    r"pcloud ?drive": "pCloud",
    r"megasync( downloads)?": "MEGA",
    r"seafile": "Seafile",
    r"synologydrive": "Synology Drive",
    r"proton ?drive": "Proton Drive",
    r"tresorit": "Tresorit",
    r"spideroak hive": "SpiderOak",
    r"kdrive": "kDrive",
    r"yandex\.disk": "Yandex Disk",
}
HOME_NAMES: Final = {"box": "Box", "sync": "Sync.com", "mega": "MEGA", "sharepoint": "SharePoint"}
"""Plain words that name a synchronised folder only where the program puts it: right in the home folder."""

MARKERS: Final = {
    ".stfolder": "Syncthing",
    ".stignore": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".csync_journal.db": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".SynologyWorkingDirectory": "Synology Drive",
    ".sync/ID": "Resilio Sync",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
}
MARKER_PATTERNS: Final = {".sync_*.db": "Nextcloud", "._sync_*.db": "ownCloud"}
ONEDRIVE_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")

MOUNTS: Final = Path("/proc/self/mounts")
NETWORK_TYPES: Final = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "ceph",
        "glusterfs",
        "lustre",
        "gpfs",
        "beegfs",
        "davfs",
        "coda",
        "vboxsf",
        "prl_fs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.glusterfs",
        "fuse.davfs2",
        "fuse.curlftpfs",
        "fuse.gvfsd-fuse",
        "fuse.s3fs",
        "fuse.vmhgfs-fuse",
        "fuse.google-drive-ocamlfuse",
        "fuse.onedriver",
        "fuse.smbnetfs",
        "fuse.juicefs",
    }
)
REMOTE_DRIVE: Final = 4
"""Windows' own number for a drive on another machine."""


def refuse_unfit(folder: Path) -> None:
    """Raise SynchronisedFolder or NetworkFolder; looks at the folder as named and as it truly lies."""
    for place in {folder.absolute(), folder.resolve()}:
        program = synchronised_by(place)
        if program is not None:
            raise SynchronisedFolder(
                f"This folder is copied elsewhere by {program}, which can damage a study and takes it off this laptop. "
                "Nothing was written. Choose a folder that stays on this laptop only."
            )
        if is_on_network(place):
            raise NetworkFolder(
                "This folder lies on another machine, where a study cannot be kept safe from damage. "
                "Nothing was written. Choose a folder on a disk of this laptop."
            )


def synchronised_by(place: Path) -> str | None:
    """The name of the program that copies this absolute path elsewhere, or None."""
    home = Path.home()
    declared = dict(_declared_roots(home))
    for folder in (place, *place.parents):
        name = folder.name.lower()
        if folder in declared:
            return declared[folder]
        if folder.parent == home and name in HOME_NAMES:
            return HOME_NAMES[name]
        for pattern, program in NAMES.items():
            if re.fullmatch(pattern, name):
                return program
        marked = _marked(folder)
        if marked is not None:
            return marked
    return None


def _marked(folder: Path) -> str | None:
    for marker, program in MARKERS.items():
        if os.path.lexists(folder / marker):
            return program
    if (folder / ".dropbox").is_file():  # in a home folder this name is Dropbox's own settings, a folder
        return "Dropbox"
    for pattern, program in MARKER_PATTERNS.items():
        if next(folder.glob(pattern), None) is not None:
            return program
    return None


def _declared_roots(home: Path) -> Iterator[tuple[Path, str]]:
    """Folders the programs themselves say they copy, whatever they are called."""
    for variable in ONEDRIVE_VARIABLES:
        if os.environ.get(variable):
            yield Path(os.environ[variable]), "OneDrive"
    settings = [home / ".dropbox" / "info.json"]
    settings += [
        Path(os.environ[name]) / "Dropbox" / "info.json" for name in ("APPDATA", "LOCALAPPDATA") if name in os.environ
    ]
    for file in settings:
        for root in _dropbox_roots(file):
            yield root, "Dropbox"


def _dropbox_roots(file: Path) -> list[Path]:
    try:
        accounts = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return []  # not there, or not Dropbox's: the names and markers still speak
    if not isinstance(accounts, dict):
        return []
    return [
        Path(str(account["path"])) for account in accounts.values() if isinstance(account, dict) and "path" in account
    ]


def is_on_network(place: Path) -> bool:
    """Whether an absolute path lies on another machine's disk."""
    if sys.platform == "win32":
        return _is_remote_drive(place)
    return file_system(place) in NETWORK_TYPES


def file_system(place: Path, mounts: Path = MOUNTS) -> str:
    """The type of the file system a path lies on, from the system's table of mounts; empty where there is none."""
    try:
        table = mounts.read_text("utf-8", errors="surrogateescape")
    except OSError:
        return ""
    found, depth = "", -1
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mounted = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal.group(1), 8)), fields[1]))
        if len(mounted.parts) >= depth and place.is_relative_to(mounted):
            found, depth = fields[2], len(mounted.parts)
    return found


def _is_remote_drive(place: Path) -> bool:
    if str(place).startswith("\\\\"):
        return True
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (the name exists on Windows only)
    return bool(kernel.GetDriveTypeW(place.anchor) == REMOTE_DRIVE)
