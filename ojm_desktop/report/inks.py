"""What each role is printed with: inks that survive an office printer and a grey copy."""

from __future__ import annotations

from ojm_desktop.journey.primitives import Role

INKS: dict[Role, str] = {
    Role.POSITIVE: "#0072B2",
    Role.NEGATIVE: "#D55E00",
    Role.CURVE: "#000000",
    Role.TEXT: "#000000",
    Role.MUTED: "#4D4D4D",
    Role.AXIS: "#000000",
    Role.GRID: "#808080",
    Role.FRAME: "#808080",
    Role.TRACE: "#767676",
    Role.SUGGESTED: "#808080",
    Role.PLOT: "#FFFFFF",
    Role.TINT_POSITIVE: "#EEF5FA",
    Role.TINT_NEGATIVE: "#FCF1E9",
    Role.TINT_EVENT_POSITIVE: "#DCE6EE",
    Role.TINT_EVENT_NEGATIVE: "#EEDFD3",
    Role.EVENT: "#BDBDBD",
    Role.MONTH: "#F2F2F2",
    Role.PAPER: "#FFFFFF",
    Role.GHOST: "#808080",
}
"""Ink of every role, `#RRGGBB`."""

GREY = INKS[Role.MUTED]
WATERMARK = "#B3B3B3"


def rgb(ink: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1 of `#RRGGBB`."""
    return int(ink[1:3], 16) / 255, int(ink[3:5], 16) / 255, int(ink[5:7], 16) / 255
