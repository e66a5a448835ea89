"""The journey as pure maths: trajectories, gaps, suggestions, and the figure. The standard library only."""
