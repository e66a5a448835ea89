"""The page of a withdrawal."""
