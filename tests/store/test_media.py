"""What Linux says of its mounts: which media can be taken out and written."""

from __future__ import annotations

from pathlib import Path

from ojm_desktop.store.media import mounted

TABLE = r"""
24 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
90 24 8:17 / /media/somebody/FIELD\040STICK rw,nosuid,nodev shared:2 - vfat /dev/sdb1 rw
91 24 8:33 / /run/media/somebody/locked ro,nosuid shared:3 - vfat /dev/sdc1 ro
92 24 11:0 / /media/somebody/disc rw,nosuid shared:4 - iso9660 /dev/sr0 ro
93 24 8:49 / /srv/stick rw,nosuid shared:5 - exfat /dev/sdd1 rw
94 24 8:65 / /srv/disk rw,nosuid shared:6 - ext4 /dev/sde1 rw
95 24 0:40 / /run rw,nosuid shared:7 - tmpfs tmpfs rw
"""


def test_that_media_that_can_be_taken_out_and_written_are_found(tmp_path: Path) -> None:
    (tmp_path / "mounts").write_text(TABLE)
    blocks = tmp_path / "block"
    for disk, part, answer in (("sdd", "8:49", "1"), ("sde", "8:65", "0"), ("sda", "8:2", "0")):
        lies = tmp_path / "devices" / disk / part
        lies.mkdir(parents=True)
        (lies.parent / "removable").write_text(f"{answer}\n")
        blocks.mkdir(exist_ok=True)
        (blocks / part).symlink_to(lies)
    found = [str(path) for path in mounted(tmp_path / "mounts", blocks)]
    assert found == ["/media/somebody/FIELD STICK", "/srv/stick"]
    assert list(mounted(tmp_path / "none", blocks)) == []
