"""The study's log: what was changed, when, about whom; verified on demand; its head as words and as a code."""

from ojm_desktop.ui.log.page import LogPage

__all__ = ["LogPage"]
