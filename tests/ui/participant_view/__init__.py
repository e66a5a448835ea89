"""Tests of the participant view."""
