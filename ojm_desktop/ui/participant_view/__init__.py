"""What is handed over: the scale, or the graph, and nothing else of the study."""

from ojm_desktop.ui.participant_view.page import ParticipantViewPage

__all__ = ["ParticipantViewPage"]
