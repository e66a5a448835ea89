"""Putting a backup back, and saving what can be read of a damaged study: on the unlock page and in an open study."""
