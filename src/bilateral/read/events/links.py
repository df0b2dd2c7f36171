"""What a reader of relations says about a pair of actors: the link, before it becomes an event."""

from dataclasses import dataclass
from enum import StrEnum

from bilateral.model import EventType, Status
from bilateral.read.events.candidates import Pair


class Direction(StrEnum):
    """Which of a pair acts: the one that stands first, the other, or both together."""

    FORWARD = "forward"
    BACKWARD = "backward"
    MUTUAL = "mutual"


@dataclass(frozen=True, slots=True)
class Link:
    """An act of one type that links a pair of actors.

    ``trigger`` is the position of the token that carries the act: the predicate that joins the two.
    """

    pair: Pair
    type: EventType
    mode: str | None
    direction: Direction
    status: Status
    trigger: int
    confidence: float

    @property
    def actors(self) -> tuple[str, ...]:
        """The codes of those that act."""
        first, second = self.pair.first.code, self.pair.second.code
        match self.direction:
            case Direction.FORWARD:
                return (first,)
            case Direction.BACKWARD:
                return (second,)
            case Direction.MUTUAL:
                return (first, second)

    @property
    def recipients(self) -> tuple[str, ...]:
        """The codes of those acted upon; none where both act together."""
        first, second = self.pair.first.code, self.pair.second.code
        match self.direction:
            case Direction.FORWARD:
                return (second,)
            case Direction.BACKWARD:
                return (first,)
            case Direction.MUTUAL:
                return ()
