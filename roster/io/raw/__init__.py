"""Files as they come, of every kind that is read, as tables of raw cells: one module a kind."""
