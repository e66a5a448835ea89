"""Who is logged in to the laptop: never what a passphrase may be made of (K1)."""

from __future__ import annotations


def user_name() -> str:
    """Who is logged in, so that the passphrase is not that; empty where the system does not say."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
