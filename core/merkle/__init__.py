"""Merkle trees as RFC 9162 hashes them, and the leaves that go in."""
