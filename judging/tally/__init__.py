"""The tally: a pure function from signed sheets and a rulebook to a result."""
