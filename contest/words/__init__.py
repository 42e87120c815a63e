"""Rulebooks in words: what teams read, and what those who write them are told."""
