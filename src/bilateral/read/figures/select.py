"""Which of an article's numbers measure the relation or the conduct of states and actors."""

import re
from collections.abc import Callable

from bilateral.read.figures.candidates import Candidate
from bilateral.read.figures.lexicon import measures
from bilateral.read.figures.measure import qualified, tells_of
from bilateral.read.figures.normal import is_part
from bilateral.read.quantities.conversions import dimension, says_again

# Up to here a number behind "the" takes up what is known ("the two countries"); above, it informs.
_FAMILIAR = 12
_DEFINITE = re.compile(
    r"\b(?:the|these|those|both|our|their|his|her|its|my|your|other|first|last|next|\w+[’']s?)\s(?:\w+ly\s)?$",
    re.IGNORECASE,
)
_POPULATION = re.compile(
    r"\b(?:population|country|nation|city|town|region|state|island|home to|inhabited by)\s(?:of|by)\s(?:\w+\s){0,2}$"
    r"|[’']s\s(?:\w+\s){0,1}$",
    re.IGNORECASE,
)
_PEOPLE = frozenset({"person", "resident", "inhabitant", "citizen", "islander"})
_FAMILIAR_WITH = re.compile(
    r"\s*,?\s*(?:familiar with|briefed|who (?:spoke|asked)|close to|with knowledge)\b"
)
_MARKET = re.compile(
    r"\b(?:Dow|Nasdaq|S&P|FTSE|DAX|CAC|Nikkei|Hang Seng|index|indexes|indices|shares|averages)\b"
)
_SPEAKING = frozenset({"tell", "say", "confirm", "speak", "describe"})
_PLACED = re.compile(
    r"[\s-]*(?:\([^)]*\)\s*)?(?:off|above|below|away|outside|inland|long|wide|tall|deep|high|thick|(?:to the\s)?(?:north|south|east|west)\w*|island|(?:\w+\s)?(?:border|coast|coastline|frontier|trail)|from (?:\w+\s){0,3}(?:border|frontier|coast|shore|front|line|capital|city))\b"
)
_HARM = ("casualties",)
_CONDUCT = (*_HARM, "troops", "arms", "migration", "attacks", "sanctions", "agreements")
# Those who are sent together are counted ("a 15-member delegation"), the members of a standing body are not.
_SENT = frozenset({"crew", "delegation", "group", "mission", "team"})
# A noun in another script was not understood ("21 липня" is a date).
_FOREIGN = re.compile(r"[^\u0000-\u024f]")
_OPEN = re.compile(
    r"^(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b|\b(?:several|few|many|couple)\b",
    re.IGNORECASE,
)


def is_figure(candidate: Candidate) -> bool:
    """Say whether the number measures the relation or conduct of those whom the article reports on.

    What is left out was learned from the annotated training articles: durations and ages, populations, what an
    earlier mention made known ("the two countries"), people counted as sources, where a place lies, counts of one
    but of those who came to harm, and open numbers ("dozens") but of what states do with force or to people.
    """
    if candidate.quantity.unit is None and not is_part(candidate.quantity):
        return False
    return not any(rule(candidate) for rule in _LEFT_OUT)


def _is_duration(candidate: Candidate) -> bool:
    unit = candidate.quantity.unit or ""
    return dimension(unit) in {"time", "angle", "data", "frequency", "temperature"} or unit.endswith("of age")


def _is_one(candidate: Candidate) -> bool:
    return candidate.quantity.value == 1 and _is_counted(candidate) and not tells_of(candidate, _HARM)


def _is_counted(candidate: Candidate) -> bool:
    quantity = candidate.quantity
    return quantity.unit != "percent" and dimension(quantity.unit) is None and quantity.unit is not None


def _is_familiar(candidate: Candidate) -> bool:
    value = candidate.quantity.value
    small = not isinstance(value, tuple) and value <= _FAMILIAR
    return small and _is_counted(candidate) and bool(_DEFINITE.search(candidate.left))


def _is_pair_of_states(candidate: Candidate) -> bool:
    """Say whether two countries, sides or leaders are only named together ("between two countries")."""
    return candidate.quantity.value == 2 and candidate.quantity.unit in {
        "country",
        "nation",
        "state",
        "side",
        "party",
        "leader",
    }


def _is_unmeasured(candidate: Candidate) -> bool:
    unit = (candidate.quantity.unit or "").lower()
    named = "." not in unit and not _FOREIGN.search(unit)
    return _is_counted(candidate) and (unit in measures().not_measured or not named)


def _is_half_of_one(candidate: Candidate) -> bool:
    """Say whether a part is one of a single thing ("half a step"), which is no share."""
    text, end = candidate.findings.article.text, candidate.quantity.span.end
    return is_part(candidate.quantity) and bool(re.match(r"\s+an?\s", text[end : end + 4]))


def _is_population(candidate: Candidate) -> bool:
    unit = candidate.quantity.unit or ""
    if unit.split(" ")[-1] not in _PEOPLE:
        return False
    value = candidate.quantity.value
    large = not isinstance(value, tuple) and value >= 100_000
    return large and bool(_POPULATION.search(candidate.left))


def _is_source(candidate: Candidate) -> bool:
    unit = (candidate.quantity.unit or "").split(" ")[-1]
    if unit not in measures().speakers:
        return False
    subjects = (word for word in (candidate.head, candidate.tokens.root) if word.dep_ == "nsubj")
    speaks = any(word.head.lemma_.lower() in _SPEAKING for word in subjects)
    return speaks or bool(_FAMILIAR_WITH.match(candidate.right))


def _is_location(candidate: Candidate) -> bool:
    return dimension(candidate.quantity.unit) in {"length", "area"} and bool(_PLACED.match(candidate.right))


def _is_open(candidate: Candidate) -> bool:
    counted = _OPEN.search(candidate.quantity.span.text) and dimension(candidate.quantity.unit) is None
    return bool(counted) and not tells_of(candidate, _CONDUCT)


def _is_body(candidate: Candidate) -> bool:
    """Say whether the number belongs to the name of a body or plan ("the 15-member Security Council")."""
    noun = candidate.quantity.noun
    hyphened = noun is not None and noun.start == candidate.quantity.span.end + 1
    hyphened = hyphened and candidate.findings.article.text[candidate.quantity.span.end] == "-"
    whole = qualified(candidate)
    sent = whole is not None and whole.lower_ in _SENT
    return (
        hyphened
        and not sent
        and candidate.quantity.unit in {"member", "state", "party", "point", "way", "star"}
    )


def _is_attribute(candidate: Candidate) -> bool:
    """Say whether a hyphened measure only describes a thing ("500-pound bombs")."""
    text, end = candidate.findings.article.text, candidate.quantity.span.end
    return dimension(candidate.quantity.unit) in {"mass", "area", "power"} and text[end : end + 1] == "-"


def _is_conversion(candidate: Candidate) -> bool:
    """Say whether a measure in brackets says the one before it again; of money, both currencies are kept."""
    if dimension(candidate.quantity.unit) in {None, "money"} or not re.search(
        r"\(\s*(?:\w+\s){0,2}$", candidate.left
    ):
        return False
    earlier = [q for q in candidate.findings.quantities if q.span.end <= candidate.quantity.span.start]
    return bool(earlier) and says_again(earlier[-1], candidate.quantity, candidate.findings.article.text)


def _is_comparison(candidate: Candidate) -> bool:
    """Say whether a number of times only compares ("four times as many")."""
    return candidate.quantity.unit == "time" and candidate.quantity.change is None


def _is_market(candidate: Candidate) -> bool:
    """Say whether the number is a move of the stock market."""
    return candidate.quantity.unit in {"percent", "point"} and bool(_MARKET.search(candidate.left[-80:]))


_LEFT_OUT: tuple[Callable[[Candidate], bool], ...] = (
    _is_duration,
    _is_one,
    _is_familiar,
    _is_pair_of_states,
    _is_unmeasured,
    _is_half_of_one,
    _is_population,
    _is_source,
    _is_location,
    _is_open,
    _is_body,
    _is_attribute,
    _is_conversion,
    _is_comparison,
    _is_market,
)
