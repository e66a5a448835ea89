"""The page of one participant: journey, documents, log, and what comes later."""

from ojm_desktop.ui.participant.page import ParticipantPage

__all__ = ["ParticipantPage"]
