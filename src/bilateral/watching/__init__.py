"""Feeds watched: each is asked when it is due, and the pages of its new items are added to a record."""

from bilateral.watching.options import WatchOptions
from bilateral.watching.watch import watch, watch_once

__all__ = ["WatchOptions", "watch", "watch_once"]
