"""Papers of judging: what they say, in words of the reader's language."""
