"""Somebody for whom documents are sealed when they leave the study: a name and a public key of age."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipient:
    """`name` is what the study calls them, one of a kind whatever the case; `key` begins with `age1`."""

    name: str
    key: str
