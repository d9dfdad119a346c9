"""Files beside the inputs: changes, edits, records, a city's list, reports, pasted text."""
