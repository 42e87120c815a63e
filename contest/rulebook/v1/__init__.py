"""Version 1 of the rulebook document: one small file for each noun."""
