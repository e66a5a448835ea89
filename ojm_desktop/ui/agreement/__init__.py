"""Signing the agreement: read, choose, sign on the very paper that is kept."""

from ojm_desktop.ui.agreement.page import AgreementPage

__all__ = ["AgreementPage"]
