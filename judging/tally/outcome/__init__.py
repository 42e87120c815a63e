"""Who goes on, who moves up, who is awarded."""
