"""The list of participants and the form that adds one."""
