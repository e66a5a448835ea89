"""Tests of the live figure."""
