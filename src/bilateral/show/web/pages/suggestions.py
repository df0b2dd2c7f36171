"""Names that are offered as one types."""

import sqlalchemy as sa

from bilateral.read.actors import actor_name
from bilateral.show.web.queries.overview import actor_codes


def actor_names(connection: sa.Connection) -> list[str]:
    """Return the actors of the record, "Vietnam (VNM)", by name."""
    return sorted(f"{actor_name(code)} ({code})" for code in actor_codes(connection))
