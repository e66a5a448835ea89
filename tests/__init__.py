"""The tests mirror ojm_desktop folder by folder; a package, so that no stray top-level `tests` of a dependency is met first."""
