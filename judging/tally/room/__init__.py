"""What a room counts: version 0 by its own few rules, version 1 by the engine of editions."""
