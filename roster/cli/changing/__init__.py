"""Commands that change a month in force: proposals, edits, substitutes, swaps."""
