"""The page of the second entry from paper."""
