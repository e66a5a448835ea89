"""Tests of the journey: figure, sheets, sentences."""
