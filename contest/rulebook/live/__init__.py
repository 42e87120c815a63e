"""What of a rulebook the rooms judge by today: sheets, clock, tally and publication."""
