"""What must survive: kills, full disks and read-only media; a few rounds in the suite, many under `dev.py torture`."""
