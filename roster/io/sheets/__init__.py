"""The sheets of the inputs, one module each: from rows to the model."""
