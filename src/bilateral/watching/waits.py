"""When a feed or page is visited again."""

import datetime as dt

from bilateral.collect import Reason
from bilateral.exceptions import FetchError

LONGEST_WAIT = dt.timedelta(days=1)
# A feed that says it is gone is asked again now and then: outlets err.
GONE_WAIT = dt.timedelta(days=30)
# A page that fails is given up after this many tries. A host that asks for patience has not failed.
MOST_TRIES = 5


def due_again(
    error: FetchError, failures: int, *, begun: dt.datetime, now: dt.datetime, every: dt.timedelta
) -> dt.datetime:
    """Return until when a place that failed is left alone: twice as long each time, or as long as it asks for.

    ``failures`` counts those before this one; ``begun`` is when the round began, from which rounds are counted.
    """
    if error.reason == Reason.GONE:
        return begun + GONE_WAIT
    # The exponent is bounded, since a feed may fail for years.
    grown = min(every * float(2 ** min(failures + 1, 20)), max(LONGEST_WAIT, every))
    return max(begun + grown, now + dt.timedelta(seconds=error.after))


def horizon(every: dt.timedelta) -> dt.timedelta:
    """Return the longest time after which anything can be due; what is due later was set by a wrong clock."""
    return max(GONE_WAIT, LONGEST_WAIT, every) + dt.timedelta(hours=1)
