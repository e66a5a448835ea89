"""The Contacts tab: what stands on the sealed side of a person beside name and agreement."""
