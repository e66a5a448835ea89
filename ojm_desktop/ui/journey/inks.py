"""What each role is drawn with on the screen: tokens of the theme in force (mock-ups: tokens)."""

from __future__ import annotations

from collections.abc import Mapping

from ojm_desktop.journey.primitives import Role
from ojm_desktop.ui.theme import Theme

_TOKENS: Mapping[Role, str] = {
    Role.POSITIVE: "positive",
    Role.NEGATIVE: "negative",
    Role.CURVE: "curve",
    Role.TEXT: "text",
    Role.MUTED: "muted",
    Role.AXIS: "axis",
    Role.GRID: "grid",
    Role.FRAME: "axis",
    Role.TRACE: "trace",
    Role.SUGGESTED: "suggested",
    Role.PLOT: "plot",
    Role.TINT_POSITIVE: "tint_positive",
    Role.TINT_NEGATIVE: "tint_negative",
    Role.EVENT: "control",
    Role.MONTH: "sunken",
    Role.PAPER: "card",
    Role.GHOST: "trace",
}
_EVENT_SHARE = 0.12
"""How much of the axis colour lies over a tint where a context event darkens it."""


def inks(theme: Theme) -> dict[Role, str]:
    """`#RRGGBB` of every role in this theme."""
    found = {role: theme.colour(token).name().upper() for role, token in _TOKENS.items()}
    axis = found[Role.AXIS]
    found[Role.TINT_EVENT_POSITIVE] = _mixed(found[Role.TINT_POSITIVE], axis)
    found[Role.TINT_EVENT_NEGATIVE] = _mixed(found[Role.TINT_NEGATIVE], axis)
    return found


def _mixed(ground: str, over: str) -> str:
    pairs = ((int(ground[at : at + 2], 16), int(over[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(g + (o - g) * _EVENT_SHARE):02X}" for g, o in pairs)
