"""A QR code as rows of squares, for paper and for the screen."""

from __future__ import annotations

QUIET = 4
"""Squares of light on every side that a reader needs (ISO/IEC 18004)."""


def squares(text: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of a square code without its quiet zone, True for dark; error correction M or better."""
    import segno  # only where a code is drawn

    return tuple(tuple(bool(cell) for cell in row) for row in segno.make_qr(text, error="m").matrix)
