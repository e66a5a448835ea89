"""Tests of what is given to others and taken from them."""
