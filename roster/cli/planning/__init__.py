"""Commands that solve a month and look at what came out."""
