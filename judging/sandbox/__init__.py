"""The sandbox: other rules on the same scores, how fragile a result is, simulated editions."""
