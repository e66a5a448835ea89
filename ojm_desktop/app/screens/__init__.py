"""Every page and its important states as pictures (``ojm screens OUT``), made to be looked at; needs no display."""

from ojm_desktop.app.screens.drawing import draw_all

__all__ = ["draw_all"]
