"""Writing inputs: the template of roster new, and tidy copies."""
