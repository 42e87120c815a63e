"""What the announced rule's result hangs on: ranges, cuts, spread, chances, other rules."""
