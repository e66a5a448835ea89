"""Tests of the wiring: settings, clock, log, process, start."""
