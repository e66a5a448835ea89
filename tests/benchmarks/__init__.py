"""How fast the program is, beside the floor of the machine it runs on: `dev.py bench`. Times are shown, never asserted."""
