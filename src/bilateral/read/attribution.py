"""On whose word something in the text rests."""

from collections.abc import Sequence

from bilateral.model import Statement


def said_by(statements: Sequence[Statement], start: int, end: int) -> str | None:
    """Return on whose word the characters from ``start`` up to ``end`` rest: the speaker's name.

    Where statements stand within each other (an outlet that quotes a minister) the innermost speaker counts.
    Null means that the outlet says it itself, or that nobody can be named.
    """
    holding = [
        (content.end - content.start, statement.speaker)
        for statement in statements
        for content in statement.content
        if content.start <= start and end <= content.end
    ]
    return min(holding, key=lambda item: item[0])[1] if holding else None
