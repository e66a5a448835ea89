"""Tests of the command line, as another program sees it."""
