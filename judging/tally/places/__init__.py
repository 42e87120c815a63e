"""The order of entries: what parts equal figures."""
