"""An open study: the session, its edits and queries. What the window and the command line share."""
