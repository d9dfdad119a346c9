"""Lists that come with the program: counties, townships, targets."""
