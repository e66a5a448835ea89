"""Tests of what brings a study back."""
