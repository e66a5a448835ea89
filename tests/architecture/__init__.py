"""What the shape of the house promises: directions, owners, names, and what is in the tree."""
