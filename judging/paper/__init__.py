"""Paper without a database: codes, QR texts, how a table falls into pages, clocks of a turn."""
