"""Leave as people type it, read into rows that the clerk confirms; the rest is handed back."""

from roster.io.spoken.chat import Person, Spoken, after_name, read_lines, read_words
from roster.io.spoken.phrase import Asked, phrase

__all__ = ["Asked", "Person", "Spoken", "after_name", "phrase", "read_lines", "read_words"]
