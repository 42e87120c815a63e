"""How several judges of one entry become one figure: one rule a file."""
