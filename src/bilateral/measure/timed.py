"""What every measure asks of an entry: its id, its status and its times (see `bilateral.model.Entry`)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """An entry as measures count it.

    ``status`` and ``when`` are what a rule picks where families differ; ``day`` is the first day of ``when``, or the
    day of publication; ``known`` when the first article said so; ``families`` how many independent sources say it.
    """

    id: str
    status: str
    when: str | None
    day: str | None
    known: str | None
    families: int
