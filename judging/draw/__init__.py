"""The committed draw of a running order."""
