"""Quad classes of event types, from the same table as every measure."""

from bilateral.measure import Quad, load_scores

__all__ = ["COOPERATION", "Quad", "quad_of"]

COOPERATION = tuple(quad for quad in Quad if quad.cooperative)


def quad_of(event_type: str | None) -> Quad | None:
    """Return the quad class of an event type; null where there is no type."""
    return load_scores().quad(event_type) if event_type else None
