"""Near copies: what they share with the origin of their family is read once, and only what differs is read anew."""

from bilateral.read.copies.reading import Copy, read_copies
from bilateral.read.copies.stage import read

__all__ = ["Copy", "read", "read_copies"]
