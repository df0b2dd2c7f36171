"""What is PostgreSQL's own: a record as one schema of a database."""

from bilateral.record.postgres import numbers, proof, words

__all__ = ["numbers", "proof", "words"]
