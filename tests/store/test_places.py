"""Folders that are no place for a study."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ojm_desktop.store import places
from ojm_desktop.store.errors import NetworkFolder, SynchronisedFolder
from ojm_desktop.store.folder import StudyFolder

COPIED = (
    "OneDrive",
    "OneDrive - University of Somewhere",
    "Dropbox",
    "Dropbox (Personal)",
    "Google Drive",
    "GoogleDrive-someone",
    "My Drive",
    "iCloud Drive",
    "iCloudDrive",
    "Library/Mobile Documents/com~apple~CloudDocs",
    "Library/CloudStorage/Other",
    "Nextcloud",
    "nextcloud2",
    "ownCloud",
    "Syncthing",
    "Box Sync",
    "pCloudDrive",
    "MEGAsync",
    "SynologyDrive",
)
FREE = ("Documents", "one drive notes", "sandbox", "inbox", "My Dropbox-free study", "synchronous", "megastudy")
MARKERS = (
    ".stfolder/",
    ".stignore",
    ".dropbox",
    ".dropbox.cache/",
    ".sync/ID",
    ".sync_0123456789ab.db",
    "._sync_0123456789ab.db",
    ".owncloudsync.log",
    ".tmp.drivedownload/",
)


def refused(folder: Path) -> bool:
    """Whether a study in this folder would be refused as synchronised, with nothing written."""
    study = StudyFolder(folder / "a.ojm")
    try:
        study.check_place()
    except SynchronisedFolder:
        with pytest.raises(SynchronisedFolder, match="stays on this laptop"):
            study.create()
        assert not study.path.exists()
        return True
    return False


@pytest.mark.parametrize("name", COPIED)
def test_that_a_folder_named_by_a_synchronising_program_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name / "deeper").mkdir(parents=True)
    assert refused(tmp_path / name / "deeper")


@pytest.mark.parametrize("name", FREE)
def test_that_a_folder_with_a_similar_name_is_not_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    assert not refused(tmp_path / name)


@pytest.mark.parametrize("marker", MARKERS)
def test_that_a_folder_marked_by_a_synchronising_program_is_refused(marker: str, tmp_path: Path) -> None:
    place = tmp_path / marker
    place.parent.mkdir(exist_ok=True)
    if marker.endswith("/"):
        place.mkdir()
    else:
        place.write_bytes(b"")
    (tmp_path / "deeper").mkdir()
    assert refused(tmp_path / "deeper")


def test_that_dropboxs_settings_in_the_home_folder_do_not_mark_it(home: Path) -> None:
    (home / ".dropbox").mkdir()
    assert not refused(home)


def test_that_a_folder_dropbox_itself_names_is_refused(home: Path, tmp_path: Path) -> None:
    (home / ".dropbox").mkdir()
    (tmp_path / "papers").mkdir()
    (home / ".dropbox" / "info.json").write_text(json.dumps({"personal": {"path": str(tmp_path / "papers")}}))
    assert refused(tmp_path / "papers")
    (home / ".dropbox" / "info.json").write_text("not what it was")
    assert not refused(tmp_path / "papers")


def test_that_a_folder_onedrive_itself_names_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path))
    assert refused(tmp_path)


def test_that_plain_words_count_only_right_in_the_home_folder(home: Path, tmp_path: Path) -> None:
    (home / "Box").mkdir()
    (tmp_path / "Box").mkdir()
    assert refused(home / "Box")
    assert not refused(tmp_path / "Box")


def test_that_a_link_into_a_synchronised_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "work").mkdir(parents=True)
    (tmp_path / "work").symlink_to(tmp_path / "Dropbox" / "work")
    assert refused(tmp_path / "work")


TABLE = r"""proc /proc proc rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/people /people nfs4 rw 0 0
/dev/sdb1 /media/stick vfat rw 0 0
//server/share /mnt/my\040share cifs rw 0 0
me@there: /mnt/far fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/srv/study", "ext4"),
        ("/people/me/study", "nfs4"),
        ("/media/stick/study", "vfat"),
        ("/peopleless", "ext4"),
        ("/mnt/my share/study", "cifs"),
        ("/mnt/far", "fuse.sshfs"),
    ],
)
def test_that_the_innermost_mount_says_what_a_folder_lies_on(place: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / "mounts").write_text(TABLE)
    assert places.file_system(Path(place), tmp_path / "mounts") == kind


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "davfs"])
def test_that_a_network_folder_is_refused(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "file_system", lambda _: kind)
    with pytest.raises(NetworkFolder, match="disk of this laptop"):
        StudyFolder(tmp_path / "a.ojm").create()
    assert not (tmp_path / "a.ojm").exists()


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "vfat", "tmpfs", "overlay", ""])
def test_that_a_disk_of_this_laptop_is_taken(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "file_system", lambda _: kind)
    StudyFolder(tmp_path / "a.ojm").create()
