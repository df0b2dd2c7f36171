"""What is SQLite's own: a record as one file."""

from bilateral.record.sqlite import proof, words

__all__ = ["proof", "words"]
