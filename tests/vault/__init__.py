"""Tests of the vault: made-up studies, made-up passphrases."""

STUDY = "5a" * 16
OTHER_STUDY = "c3" * 16
SECRET = "a lantern beside seven canals"
ANALYST_SECRET = "only codes for this reader"
