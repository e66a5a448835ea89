"""The start page: visits by urgency, agreements to sign, the age of the last backup."""

from ojm_desktop.ui.today.page import TodayPage

__all__ = ["TodayPage"]
