"""Who takes part: our solver, and the ways in which others would solve the same problem."""
