"""Somebody stops taking part: how far, who heard it, and what stays, shown before it is recorded."""

from ojm_desktop.ui.withdrawal.page import WithdrawalPage

__all__ = ["WithdrawalPage"]
