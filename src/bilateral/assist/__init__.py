"""A record as a source for assistants, by the Model Context Protocol: facts with the exact words that say so.

Read-only: no tool writes, and the record is opened without the right to. Every answer is bounded.
"""

from bilateral.assist.server import make_server, serve

__all__ = ["make_server", "serve"]
