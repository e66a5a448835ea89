"""The agreement's page, from the first word to the sealed paper."""
