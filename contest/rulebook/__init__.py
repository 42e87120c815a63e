"""The rulebook: a document, its schema, its findings, and what the program reads from it."""
