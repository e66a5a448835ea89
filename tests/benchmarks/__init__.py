"""How fast the program is, beside the floor of the machine it runs on: times are shown, never asserted."""
