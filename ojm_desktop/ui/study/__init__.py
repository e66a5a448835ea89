"""How the study is set up: scale, pathways, waves, lists, agreement, keys, backup."""

from ojm_desktop.ui.study.page import StudyPage

__all__ = ["StudyPage"]
