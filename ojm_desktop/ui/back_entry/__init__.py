"""Ratings from paper typed a second time, blind, and settled where they differ."""

from ojm_desktop.ui.back_entry.page import BackEntryPage

__all__ = ["BackEntryPage"]
