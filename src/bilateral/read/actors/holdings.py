"""The tables of people in office: who of them a person in the article is, and whether in office then."""

import datetime as dt
from dataclasses import dataclass

from bilateral.read.actors.lexicon import HEADS, Entry, folded
from bilateral.read.actors.page import Page
from bilateral.read.actors.people import Person, body_under
from bilateral.read.actors.terms import in_office, is_common, name_words


@dataclass(frozen=True, slots=True)
class Holding:
    """A person's entry in the tables; ``former`` where it is over or the text says so.

    ``sure`` says that name, time and state leave no doubt, so that words beside the name need not be asked.
    """

    entry: Entry
    former: bool
    sure: bool


def find_holding(page: Page, person: Person, day: dt.date | None) -> Holding | None:
    """Return the table's entry that the person fits best: in office, head of a state, of a state much spoken of."""
    words = name_words(person.name)
    alone = len(words) == 1
    entitled = _entitled(page, person)
    fitting = [e for e in _namesakes(page, words) if not e.start or day is None or e.start <= day.isoformat()]
    if alone and not entitled:
        fitting = [e for e in fitting if _known_by_surname(page, e, fitting, day)]
    if not fitting:
        return None
    counts = page.context.counts
    best = max(
        fitting, key=lambda e: (in_office(e, day), counts[e.code] > 0, e.leads, counts[e.code], e.start)
    )
    current = in_office(best, day)
    left = any(s.former for s in person.sightings)
    # Whom the text calls president without a word of "former" it shows in office, be it years ago; and who is in
    # office is no less so for having been "a former oil executive".
    former = left if day is None else not current and (left or not entitled)
    plain = not alone or (entitled and best.leads and not _titled(person))
    sure = current and not former and plain and (counts[best.code] > 0 or best.leads)
    return Holding(best, former, sure)


def _titled(person: Person) -> bool:
    """Say whether an office with its state's name stands right before the name somewhere."""
    return any(s.title and s.start < s.name_start for s in person.sightings)


def _namesakes(page: Page, words: tuple[str, ...]) -> list[Entry]:
    """Return the entries that have every word of a name."""
    surnames = page.lexicon.surnames
    last = -2 if words[-1].startswith("jr") and len(words) > 1 else -1
    tails = dict.fromkeys((words[0], words[last], "-".join(words[-2:])))
    found = dict.fromkeys(entry for tail in tails for entry in surnames.get(tail, ()))
    return [entry for entry in found if set(words) <= set(name_words(entry.name)) | {folded(entry.name)}]


def _entitled(page: Page, person: Person) -> bool:
    """Say whether the text calls the person a head of state or government, or a government by the name."""
    offices = [s.office or "" for s in person.sightings]
    headed = any(o.endswith(HEADS) and not o.startswith(("vice", "deputy")) for o in offices)
    return headed or any(body_under(page, s) for s in person.sightings)


def _known_by_surname(page: Page, entry: Entry, namesakes: list[Entry], day: dt.date | None) -> bool:
    """Say whether a surname alone can mean this entry.

    Its state must stand in the article, and the entry be in office or the tables' only one of the name; or it leads a
    state, no other state's entry in office has the name, and the name is no common word or surname.
    """
    common = is_common(name_words(entry.name)[-1])
    current = in_office(entry, day)
    if page.context.counts[entry.code]:
        return current or (not common and len({e.code for e in namesakes}) == 1)
    rivals = {e.code for e in namesakes if in_office(e, day)}
    return current and entry.leads and not common and rivals == {entry.code}
