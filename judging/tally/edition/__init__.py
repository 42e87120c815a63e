"""A whole edition under a rulebook of version 1: rounds, ranks, who goes on, awards."""
