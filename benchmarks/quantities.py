"""Score the numbers that the reader finds against gold: value, unit and change.

    python benchmarks/quantities.py GOLD... [--json] [--errors N] [--scorer PATH]

GOLD are files as NewsQuant's and MEANTIME's are kept in ../shared/gold: one text a line with its quantities. The scorer
is ../shared/score/score_quantities.py unless --scorer names another. What the product calls its units is turned here
into the names and conventions of NewsQuant (CQE's scheme), because they are a matter of that corpus: written-out
currency names, a counted noun with its adjectives, one range for a base and a new value, a change only where a verb
says it, an open number such as "dozens" as a range.
"""

import argparse
import importlib.util
import json
import re
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from types import ModuleType
from typing import Any

from bilateral.model import Article, Quantity
from bilateral.read.dates import find_dates
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline
from bilateral.read.quantities import find_quantities

SCORER = Path(__file__).resolve().parents[2] / "shared" / "score" / "score_quantities.py"

# ISO 4217 to the names that NewsQuant uses.
CURRENCY_NAMES = {
    "USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "JPY": "japanese yen", "CNY": "chinese yuan",
    "INR": "indian rupee", "AUD": "australian dollar", "CAD": "canadian dollar", "HKD": "hong kong dollar",
    "NZD": "new zealand dollar", "CHF": "swiss franc", "RUB": "russian ruble", "KRW": "south korean won",
    "MYR": "malaysian ringgit", "SGD": "singaporean dollar", "DKK": "danish krone", "ILS": "shekel",
    "HRK": "croatian kuna", "SEK": "swedish krona", "NOK": "norwegian krone", "PLN": "polish zloty",
    "THB": "thai baht", "PHP": "philippine peso", "MXN": "mexican peso", "IDR": "indonesian rupiah",
    "TRY": "turkish lira", "ZAR": "south african rand", "BRL": "brazilian real", "VND": "vietnamese dong",
    "TWD": "new taiwan dollar", "KES": "kenyan shilling", "NGN": "nigerian naira", "PKR": "pakistani rupee",
    "UAH": "ukrainian hryvnia", "AED": "emirati dirham", "SAR": "saudi riyal", "BTC": "bitcoin",
}  # fmt: skip
UNIT_NAMES = {
    "part per billion": "parts-per-billion",
    "gigatonne": "gigaton",
    "pound": "pound-mass",
    "percent": "percentage",
    "time": "count",
    "person": "people",
    "revolution per minute": "revolutions per minute",
}
OPEN_NUMBER = re.compile(r"\b(dozens|hundreds|thousands|millions|billions)\b", re.IGNORECASE)
CHANGE_NOUN = r"(?:increase|rise|growth|jump|gain|drop|fall|decline|cut|reduction|improvement|hike)"
NOMINAL_RIGHT = re.compile(rf"\s+(?:\w+\s+){{0,2}}?(?:{CHANGE_NOUN}|higher|lower|more|less)\b")
NOMINAL_LEFT = re.compile(rf"\b{CHANGE_NOUN}\s+of\s+\S*$|\b(?:additional|extra)\s+$")
DROPPED_WORDS = {"and", "or", "of", "the", "'s", "’s", "combined", "its", "their"}


def load_scorer(path: Path) -> ModuleType:
    """Import the scorer from its file."""
    spec = importlib.util.spec_from_file_location("score_quantities", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unit_name(quantity: Quantity) -> str:
    """Return NewsQuant's name of the quantity's unit."""
    if quantity.unit is None:
        part = not isinstance(quantity.value, tuple) and 0 < quantity.value < 1 and quantity.noun
        return f"% {counted_name('', quantity)}" if part else "-"
    head, _, per = quantity.unit.partition(" per ")
    if quantity.unit in UNIT_NAMES:
        return UNIT_NAMES[quantity.unit]
    head = CURRENCY_NAMES.get(head) or UNIT_NAMES.get(head) or (head if per else counted_name(head, quantity))
    name = re.sub(r"(?<=[a-z])(met|lit)er\b", r"\1re", head)
    return f"{name} per {per}" if per else name


def counted_name(unit: str, quantity: Quantity) -> str:
    """Return the counted noun with its adjectives, as NewsQuant names it."""
    if quantity.noun is None or unit == "year of age":
        return unit
    words = [word for word in re.split(r"[\s]+", quantity.noun.text) if word.lower() not in DROPPED_WORDS]
    return (
        " ".join([*words[:-1], (unit or words[-1]).split()[-1]]).lower()
        if len(words) > len(unit.split())
        else unit
    )


def change_sign(quantity: Quantity, text: str) -> str:
    """Return NewsQuant's one sign for change, bound and approximation."""
    if OPEN_NUMBER.search(quantity.span.text):
        return "="
    if quantity.bound:
        return ">" if quantity.bound == "min" else "<"
    if quantity.approx:
        return "~"
    end = max(quantity.span.end, quantity.noun.end if quantity.noun else 0)
    nominal = NOMINAL_RIGHT.match(text[end:]) or NOMINAL_LEFT.search(text[: quantity.span.start])
    if quantity.change is None or nominal:
        return "="
    return "up" if quantity.change == "increase" else "down"


def values(quantity: Quantity) -> Any:
    """Return the value as NewsQuant writes it: an open number as a range."""
    if isinstance(quantity.value, tuple):
        return list(quantity.value)
    if OPEN_NUMBER.search(quantity.span.text) and " of " not in quantity.span.text:
        return [quantity.value, quantity.value * 10]
    return quantity.value


def predictions(raw: dict[str, Any], quantities: tuple[Quantity, ...]) -> Iterator[dict[str, Any]]:
    """Yield the quantities of one text in the scorer's form."""
    names: dict[str | None, str] = {}
    skip = False
    for quantity, following in zip_longest(quantities, quantities[1:]):
        if skip:
            skip = False
            continue
        name = unit_name(quantity)
        if quantity.noun is None and quantity.unit in names:
            name = names[quantity.unit]  # left out because it was just said
        names.setdefault(quantity.unit, name)
        value = values(quantity)
        if following is not None and is_base(quantity, following, raw["text"]):
            value, skip = [value, values(following)], True
        yield {
            "span": [quantity.span.start, quantity.span.end],
            "value": value,
            "unit": name,
            "change": change_sign(quantity, raw["text"]),
        }


def is_base(first: Quantity, second: Quantity, text: str) -> bool:
    """Say whether the two are a base and the new value, which NewsQuant takes for one range: "from 40 to 60"."""
    if first.unit != second.unit or isinstance(first.value, tuple) or isinstance(second.value, tuple):
        return False
    between = text[first.span.end : second.span.start]
    opened = re.search(r"\bfrom\s+\S{0,3}$", text[: first.span.start])
    return bool(opened and re.fullmatch(r"(?:\s+\w+)?\s+to\s+", between))


def read(path: Path) -> Iterator[tuple[dict[str, Any], tuple[Quantity, ...]]]:
    """Yield each text of the file with what the product reads in it."""
    raws = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    nlp = load_pipeline()
    for raw, doc in zip(raws, nlp.pipe(raw["text"] for raw in raws), strict=True):
        findings = Findings(Article(str(raw["id"]), raw["text"]), doc)
        findings = Findings(findings.article, doc, dates=find_dates(findings))
        yield raw, find_quantities(findings)


def show_errors(gold: dict[str, Any], predicted: dict[str, Any], limit: int, same: Any) -> None:
    """Print the texts in which a number was missed, found in vain or given another unit."""
    shown = 0
    for key, raw in gold.items():
        ours = predicted[key]["pred"]
        if same(raw["gold"], ours) or shown >= limit:
            continue
        shown += 1
        print(raw["text"], file=sys.stderr)
        for name, items in (("gold", raw["gold"]), ("ours", ours)):
            for item in items:
                print(
                    f"    {name}: {item.get('value')} | {item.get('unit')} | {item.get('change')}",
                    file=sys.stderr,
                )


def main() -> None:
    """Score each gold file and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--scorer", type=Path, default=SCORER)
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)

    def same(gold: list[dict[str, Any]], ours: list[dict[str, Any]]) -> bool:
        def key(item: dict[str, Any]) -> tuple[str, str, str]:
            return str(item.get("value")), scorer.canon(item.get("unit")), item.get("change") or ""

        return sorted(map(key, gold)) == sorted(map(key, ours))

    results = {}
    for path in options.gold:
        gold, predicted = {}, {}
        for raw, quantities in read(path):
            gold[raw["id"]] = raw
            predicted[raw["id"]] = {"pred": list(predictions(raw, quantities))}
        results[path.name] = scorer.score(gold, predicted)
        if options.errors:
            show_errors(gold, predicted, options.errors, same)
    if options.json:
        print(json.dumps(results))
        return
    for name, result in results.items():
        print(name)
        for measure, value in result.items():
            print(f"  {measure:22}{value}")


if __name__ == "__main__":
    main()
