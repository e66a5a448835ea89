"""Passphrase to keys, key slots, sealing, signing: works on bytes only, never on paths or databases."""
