"""Tests of the fonts, widths and lines."""
