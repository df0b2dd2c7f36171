"""Files, pages and lines to articles; what cannot be used becomes a problem with its reason."""

from bilateral.collect.collecting import collect, collect_raw
from bilateral.collect.items import Collected, Limits, Reason
from bilateral.collect.normalise import Normalised, address, normalise
from bilateral.collect.sources import Source

__all__ = [
    "Collected",
    "Limits",
    "Normalised",
    "Reason",
    "Source",
    "address",
    "collect",
    "collect_raw",
    "normalise",
]
