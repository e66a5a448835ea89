"""The running form and an engine by other people, on the same forms with the same answers."""
