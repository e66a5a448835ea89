"""Tests of the questionnaires: reading, checking, running them."""
