"""Events by hand, for the tests of measures."""

from bilateral.measure.acts import Act
from bilateral.measure.scores import load_scores


def act(number, event_type="CONSULT", *, day="2024-06-20", by="RUS", to="VNM", mode=None, **more):
    """Return an event; ``by`` and ``to`` are codes separated by blanks."""
    table = load_scores()
    fields = {"status": "actual", "when": day, "day": day, "known": day, "families": 1, **more}
    return Act(
        id=f"e{number}",
        quad=table.quad(event_type),
        score=table.score(event_type, mode),
        actors=frozenset(by.split()),
        recipients=frozenset(to.split()),
        **fields,
    )
