"""Wiring: settings, the clock, the log, the application object, and what starts and ends the process."""
