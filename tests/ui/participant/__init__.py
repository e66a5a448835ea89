"""Tests of the participant's page."""
