"""roster explain: why it is so, and what would be otherwise."""
