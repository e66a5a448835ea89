"""What is on the screen: pages, widgets, the frame around them, and the one look they share."""
