"""Restoring a backup of the study that is open."""

from ojm_desktop.ui.restore.page import RestorePage

__all__ = ["RestorePage"]
