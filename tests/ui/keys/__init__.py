"""Tests of what is typed and shown of keys."""
