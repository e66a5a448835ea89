"""Tests of the fields of questions."""
