"""Tests of the domain: values and their rules."""
