"""The keys of a study: what the slots protect."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from ojm_desktop.vault.sealing import Sealer

KEY_OCTETS = 32
Role = Literal["researcher", "lead", "analyst"]
Kind = Literal["passphrase", "recovery", "office"]
KeyName = Literal["study", "identity", "link"]
KEYS_OF: Mapping[Role, tuple[KeyName, ...]] = MappingProxyType(
    {
        "researcher": ("study", "identity", "link"),
        "lead": ("study", "identity", "link"),
        "analyst": ("study",),
    }
)
"""Which keys are sealed to a slot of this role, in the order of the key file."""


def opens_everything(role: Role) -> bool:
    """Whether a slot of this role holds every key: a researcher's and the study lead's do, an analyst's does not."""
    return "identity" in KEYS_OF[role]


@dataclass(frozen=True)
class DataKeys:
    """One generation's keys, 32 bytes each.

    study opens study.db; identity opens the sealed rows; link makes the ids of sealed rows and is the same in every
    generation, so that ids survive a rotation. An analyst holds the study key only; the other two are None then.
    """

    study: bytes = field(repr=False)
    identity: bytes | None = field(repr=False, default=None)
    link: bytes | None = field(repr=False, default=None)

    def named(self, name: KeyName) -> bytes:
        """The key of this name. KeyError if it is not held."""
        key = {"study": self.study, "identity": self.identity, "link": self.link}[name]
        if key is None:
            raise KeyError(name)
        return key


def fresh(link: bytes | None = None) -> DataKeys:
    """New random keys for a generation, with the study's link key where it has one already."""
    return DataKeys(
        secrets.token_bytes(KEY_OCTETS), secrets.token_bytes(KEY_OCTETS), link or secrets.token_bytes(KEY_OCTETS)
    )


@dataclass(frozen=True)
class Opened:
    """What one slot opens. During a rotation `keys` holds two generations: try the higher one first, then the lower."""

    study_id: str
    slot_id: str
    kind: Kind
    role: Role
    label: str
    generation: int
    keys: Mapping[int, DataKeys]
    table_key: bytes = field(repr=False)

    @property
    def current(self) -> DataKeys:
        """The keys of the highest generation."""
        return self.keys[self.generation]

    def sealer(self, generation: int | None = None) -> Sealer | None:
        """Seals and opens the sealed rows, writing under `generation` (default: the highest); None for an analyst."""
        number = self.generation if generation is None else generation
        keys = self.keys[number]
        if keys.identity is None or keys.link is None:
            return None
        others = {key: held.identity for key, held in self.keys.items() if key != number and held.identity is not None}
        return Sealer(keys.identity, self.study_id, number, link_key=keys.link, older=others)
