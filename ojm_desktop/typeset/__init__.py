"""Fonts, fallback by character, shaping, order of display, line breaking and widths: no Qt, no reportlab.

Both pens draw what `Typeset.runs` says, so a text has the same shape and width on the screen and on paper.
"""

from ojm_desktop.typeset.characters import clean, stand_in
from ojm_desktop.typeset.faces import FACES, SANS_BOLD, SANS_REGULAR, Face, face_for
from ojm_desktop.typeset.typeset import Run, Typeset

__all__ = ["FACES", "SANS_BOLD", "SANS_REGULAR", "Face", "Run", "Typeset", "clean", "face_for", "stand_in"]
