"""An entry in one line of words, for lists and for search."""

from collections.abc import Iterable, Mapping
from typing import Any

from bilateral.model import Kind
from bilateral.read.actors import actor_name

# How an event type reads: one acting on others, several acting on others, and several acting among themselves.
VERBS: Mapping[str, tuple[str, str, str]] = {
    "AGREE": (
        "agrees or promises to cooperate with",
        "agree or promise to cooperate with",
        "agree to cooperate",
    ),
    "CONSULT": ("meets", "meet", "meet"),
    "SUPPORT": ("supports", "support", "support each other"),
    "CONCEDE": ("makes concessions to", "make concessions to", "make concessions"),
    "COOPERATE": ("cooperates with", "cooperate with", "cooperate"),
    "AID": ("aids", "aid", "aid each other"),
    "RETREAT": (
        "withdraws, releases or yields to",
        "withdraw, release or yield to",
        "withdraw, release or yield",
    ),
    "REQUEST": ("asks or demands of", "ask or demand of", "make demands of each other"),
    "ACCUSE": ("criticises or accuses", "criticise or accuse", "accuse each other"),
    "REJECT": ("rejects", "reject", "reject each other"),
    "THREATEN": ("threatens", "threaten", "threaten each other"),
    "PROTEST": ("protests against", "protest against", "protest"),
    "SANCTION": ("sanctions or cuts ties with", "sanction or cut ties with", "cut ties"),
    "MOBILIZE": ("moves forces towards", "move forces towards", "move forces"),
    "COERCE": ("coerces", "coerce", "coerce each other"),
    "ASSAULT": ("uses force against", "use force against", "fight"),
}

CURRENCY_SIGNS: Mapping[str, str] = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
PLURALS: Mapping[str, str] = {"person": "people", "man": "men", "woman": "women", "child": "children", "aircraft": "aircraft", "staff": "staff", "personnel": "personnel"}  # fmt: skip
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def label_of(kind: Kind, fields: Mapping[str, Any]) -> str:
    """Return one line that says what the entry holds."""
    match kind:
        case Kind.EVENT:
            return event_label(fields)
        case Kind.STATEMENT:
            said = " … ".join(span["text"] for span in fields["content"])
            return f"{fields['speaker'] or 'unnamed'}: {' '.join(said.split())}"
        case Kind.FIGURE:
            return f"{fields['measure']}: {figure_label(fields)}"
        case Kind.AGREEMENT:
            return f"{fields['what']} ({names(fields['parties'])})"


def event_label(fields: Mapping[str, Any]) -> str:
    """Return who did what to whom: "Russia meets Vietnam (visit)"."""
    one, several, mutual = VERBS[fields["type"]]
    actors, recipients = fields["actors"], fields["recipients"]
    words = [
        names(actors),
        (several if len(actors) > 1 else one) if recipients else mutual,
        names(recipients),
    ]
    if fields.get("mode"):
        words.append(f"({fields['mode']})")
    return " ".join(word for word in words if word)


def names(codes: Iterable[str]) -> str:
    """Return the actors' names as a list in words."""
    words = [actor_name(code) for code in codes]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def figure_label(fields: Mapping[str, Any]) -> str:
    """Return a value with unit, bound and change: "at least $5.54 billion"."""
    value, unit = fields["value"], fields.get("unit") or ""
    low_high = value if isinstance(value, list) else [value]
    sign = CURRENCY_SIGNS.get(unit, "")
    words = " to ".join(f"{sign}{number_label(number)}" for number in low_high)
    words += "%" if unit == "percent" else "" if sign or not unit else f" {unit_label(unit, value)}"
    words = {"min": "at least ", "max": "at most "}.get(
        fields.get("bound") or "", "about " if fields.get("approx") else ""
    ) + words
    return words + {"increase": ", an increase", "decrease": ", a decrease"}.get(
        fields.get("change") or "", ""
    )


def unit_label(unit: str, value: Any) -> str:
    """Return a unit as it stands behind a value: "1 soldier", "3,000 soldiers"; codes of currencies stay as they are."""
    if value == 1 or unit.isupper() or " per " in unit or unit.endswith("s"):
        return unit
    if unit in PLURALS:
        return PLURALS[unit]
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return f"{unit.removesuffix('y')}ies"
    return f"{unit}es" if unit.endswith(("ch", "sh", "x", "z")) else f"{unit}s"


def number_label(number: float) -> str:
    """Return a number as newspapers print it: 5.54 billion, 12,000, 3.5."""
    for size, word in SCALES:
        if abs(number) >= size:
            return f"{number / size:.12g} {word}"
    return f"{number:,.12g}"
