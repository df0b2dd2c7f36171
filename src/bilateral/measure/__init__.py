"""Entries become numbers: series of two actors, the balance of one among its partners, the network of a period.

Every number names the events it counts, so that it can be followed to the words of the articles. Definitions,
formulae and sources stand in ``docs/measures.md``.
"""

from bilateral.measure.bins import Bin, days_in
from bilateral.measure.intervals import LEVEL, Interval
from bilateral.measure.options import Options, Weight
from bilateral.measure.over_time import Point, Series, series
from bilateral.measure.partners import Balance, BalancePoint, Partner, balance
from bilateral.measure.placing import LeftOut
from bilateral.measure.scores import Quad, ScoreTable, load_scores
from bilateral.measure.shares import Part, Spread
from bilateral.measure.tally import Tally
from bilateral.measure.ties import Network, Tie, network

__all__ = [
    "LEVEL",
    "Balance",
    "BalancePoint",
    "Bin",
    "Interval",
    "LeftOut",
    "Network",
    "Options",
    "Part",
    "Partner",
    "Point",
    "Quad",
    "ScoreTable",
    "Series",
    "Spread",
    "Tally",
    "Tie",
    "Weight",
    "balance",
    "days_in",
    "load_scores",
    "network",
    "series",
]
