"""What a study is: frozen values and their rules. No I/O, no clock, no toolkit; the standard library only."""
