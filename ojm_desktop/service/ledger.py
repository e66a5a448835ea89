"""The ledger of erasures: who was erased and when, by random id, signed by the study (W5, B3).

`erased.json` lies in the study's folder, in every backup set and beside the sets. What any of them tells holds for the
study: they are merged before its first page is drawn, so that a backup from before an erasure brings nobody back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from ojm_desktop.domain.canonical import canonical
from ojm_desktop.domain.errors import OjmError
from ojm_desktop.store import backup, manifest
from ojm_desktop.store.errors import BackupDamaged
from ojm_desktop.store.folder import StudyFolder, write_file
from ojm_desktop.vault.signing import HeadSigner

Erased = Mapping[str, date]
"""The day by random participant id."""
ID: Final = 32
NAME: Final = "erased.json"


class LedgerDamaged(OjmError):
    """The ledger of erasures was changed outside the program."""


def to_bytes(study_id: str, signer: HeadSigner, erased: Erased) -> bytes:
    """The file as it is written: the same bytes for the same erasures, wherever it lies."""
    told = [{"participant": each, "on": erased[each].isoformat()} for each in sorted(erased)]
    body = {"study": study_id, "erased": told}
    return canonical({"body": body, "signature": signer.sign(canonical(body).encode()).hex()}).encode()


def read(content: bytes, study_id: str, signer: HeadSigner) -> dict[str, date]:
    """Who was erased; raises LedgerDamaged unless exactly these bytes were signed by this study."""
    try:
        plain = json.loads(content)
        body, signature = plain["body"], bytes.fromhex(plain["signature"])
        is_canonical = canonical(plain).encode() == content
        signed = signer.verify(canonical(body).encode(), signature)
        found = {str(each["participant"]): date.fromisoformat(each["on"]) for each in body["erased"]}
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerDamaged("erased.json cannot be read") from error
    if not (is_canonical and signed and body.get("study") == study_id and all(len(each) == ID for each in found)):
        raise LedgerDamaged("erased.json was changed outside the program")
    return found


def merged(*ledgers: Erased) -> dict[str, date]:
    """Everybody whom any of them names, with the first day that is told."""
    found: dict[str, date] = {}
    for each in ledgers:
        for participant, on in each.items():
            found[participant] = min(on, found.get(participant, on))
    return found


@dataclass(frozen=True)
class Found:
    """What the ledgers in reach tell, and which of them were changed outside the program (folder and name only)."""

    erased: dict[str, date]
    damaged: tuple[str, ...]


def beside_sets(backups: Path) -> Path:
    """The ledger that lies beside the sets."""
    return backups / NAME


def on_shelf(backups: Path) -> tuple[Path, ...]:
    """The ledgers where sets lie, in a study's folder or on a stick: the one beside them and those in them."""
    inside = (one.path / NAME for one in backup.sets(backups))
    return tuple(path for path in (beside_sets(backups), *inside) if path.is_file())


def in_reach(folder: StudyFolder) -> tuple[Path, ...]:
    """Every ledger of a study: its own first, then those where its sets lie."""
    own = (folder.erased,) if folder.erased.is_file() else ()
    return (*own, *on_shelf(folder.backups))


def gather(paths: Iterable[Path], study_id: str, signer: HeadSigner) -> Found:
    """Merge ledgers; equal ones are read once."""
    known: dict[bytes, dict[str, date]] = {}
    damaged: list[str] = []
    for path in paths:
        try:
            content = path.read_bytes()
            if content not in known:
                known[content] = read(content, study_id, signer)
        except (OSError, LedgerDamaged):
            damaged.append(f"{path.parent.name}/{path.name}")
    return Found(merged(*known.values()), tuple(damaged))


def spread(folder: StudyFolder, content: bytes, *, with_root: bool) -> None:
    """Bring this ledger to the study's folder and to its sets, wherever another lies there."""
    if _differs(folder.erased, content):
        write_file(folder.erased, content)
    if folder.backups.is_dir():
        spread_on_shelf(folder.backups, content, with_root=with_root)


def spread_on_shelf(backups: Path, content: bytes, *, with_root: bool) -> None:
    """Bring it beside the sets that lie there and into each, whose list of files follows.

    A set that is damaged otherwise, or another study's, is left as it is: verifying names it.
    """
    root = beside_sets(backups)
    if (with_root or root.exists()) and _differs(root, content):
        write_file(root, content)
    study_id = str(json.loads(content)["body"]["study"])
    for one in backup.sets(backups):
        try:
            if manifest.read(one.path).study_id == study_id:
                manifest.replace(one.path, NAME, content)
        except BackupDamaged:
            continue


def _differs(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() != content
    except OSError:
        return True
