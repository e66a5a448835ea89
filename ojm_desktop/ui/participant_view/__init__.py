"""What is handed over: the scale, or the graph, and nothing else of the study."""
