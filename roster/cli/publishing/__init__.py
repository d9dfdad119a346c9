"""Commands that publish a month and hand it out."""
