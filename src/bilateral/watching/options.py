"""How feeds are watched."""

import datetime as dt
from dataclasses import dataclass, field

from bilateral.adding import AddOptions


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """The time between two visits to a feed, and how articles are fetched and added."""

    every: dt.timedelta = dt.timedelta(minutes=15)
    add: AddOptions = field(default_factory=AddOptions)
