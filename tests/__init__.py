"""The tests mirror ojm_desktop folder by folder; a package, so that no dependency's stray `tests` is met first."""
