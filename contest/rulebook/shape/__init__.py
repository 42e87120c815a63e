"""How a document is described once and then checked, read and published from that."""
