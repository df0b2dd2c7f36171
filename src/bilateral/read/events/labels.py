"""The labels of the relation encoder, in the order of its outputs; a trained model is bound to this order."""

from bilateral.model import EventType, Status
from bilateral.read.events.links import Direction

TYPES: tuple[EventType, ...] = tuple(EventType)
DIRECTIONS: tuple[Direction, ...] = tuple(Direction)
STATUSES: tuple[Status, ...] = tuple(Status)

# PLOVER's modes, of the types that have any in this project; null is a choice of its own for each.
MODES: tuple[tuple[EventType, str | None], ...] = tuple(
    (type_, mode)
    for type_, modes in (
        (EventType.CONSULT, ("visit", "third-party", "multilateral", "phone")),
        (EventType.ACCUSE, ("disapprove", "investigate", "allege")),
        (EventType.REQUEST, ("assist", "change", "yield", "meet")),
        (EventType.REJECT, ("assist", "change", "yield", "meet")),
        (EventType.SANCTION, ("convict", "expel", "withdraw", "discontinue")),
    )
    for mode in (*modes, None)
)
