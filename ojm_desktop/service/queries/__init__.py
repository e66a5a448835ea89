"""What views, the command line and the printer read: plain values gathered from an open session."""
