"""The list of participants: finding one, adding one, the same page in a new study."""

from ojm_desktop.ui.participants.page import ParticipantsPage

__all__ = ["ParticipantsPage"]
