"""A simulated edition, from the draw to the awards, out of a rulebook and a seed alone."""
