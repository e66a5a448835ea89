"""Tests of the encrypted files."""
