"""What a study gives to others and takes from them: sealed files and signed packages, as octets, never as paths."""
