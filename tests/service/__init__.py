"""Tests of what window and command line share."""
