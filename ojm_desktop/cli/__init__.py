"""The command line: the same session, edits and queries as the window, without a toolkit."""

from __future__ import annotations

from ojm_desktop.cli.root import main

__all__ = ["main"]
