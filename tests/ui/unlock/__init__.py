"""Tests of the unlock page."""
