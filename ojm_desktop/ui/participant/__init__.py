"""The page of one participant: journey, documents, log, and what comes later."""
