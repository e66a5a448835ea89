"""Expressions of XForms: read once by a grammar, compiled once to closures, worked out against a tree of answers."""
