"""Tests of the Log page."""
