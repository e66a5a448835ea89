"""Stories: what a person does with the program, in a real window, through the X server alone."""
