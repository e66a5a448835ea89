"""The live journey: the screen's pen, the one item that draws it, and what the pointer and the keys do there."""
