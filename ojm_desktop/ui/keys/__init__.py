"""What is typed and shown of keys: at the unlock page, in People and keys, and wherever a passphrase is asked again."""
