"""Make the lexicon's tables of states, places and people in office from reference data.

    python training/make_actors.py REFERENCE_DIR [--out src/bilateral/lexicon]

Only facts are taken (names, codes, dates of office); where each comes from stands in the head of the files made.
What news English adds to the reference names, and what it must lose, stands in `actor_additions.tsv` beside this
script, written for this project.
"""

import argparse
import csv
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

ADDITIONS = Path(__file__).with_name("actor_additions.tsv")
STATES_HEAD = """\
# States and territories. Columns: ISO 3166-1 alpha-3 code, display name, names, adjectives, people, capitals.
# Made by training/make_actors.py from mledoze/countries (ODbL 1.0; names, demonyms, capitals as facts), the Newsmap
# dictionary (K. Watanabe, MIT; spellings) and this project's own additions.
"""
PLACES_HEAD = """\
# Regions and cities by state. Columns: actor code, names (separated by |); the state's code is the place's owner as
# news agencies and the United Nations write it. Made by training/make_actors.py from GeoNames' first-order divisions
# (CC BY 4.0; names and country as facts) and this project's own list of cities in actor_additions.tsv. A question
# mark after a name says that it needs the recogniser's word that a place is meant.
"""
LEADERS_HEAD = """\
# People in office. Columns: name, actor code, office, from, to (ISO dates or years; empty where open or not known).
# Made by training/make_actors.py; facts only, from Wikidata (CC0; snapshots of 2022 and of August 2026) and REIGN's
# list of leaders (Bell, Besaw and Frank, 2021), which gives many by surname alone.
"""
# Forms of a name that news English never means the state by.
UNUSED = {
    "Island",
    "Mann",
    "Mannin",
    "Viti",
    "Timor",
    "Prathet",
    "Nippon",
    "Nihon",
    "Hayastan",
    "Congo",
    "Guiana",
}
# Territories and states not fully recognised whose demonym news English uses.
OWN_DEMONYM = {"PSE", "XKX", "TWN", "HKG", "ESH", "GRL", "PRI", "FRO", "BMU", "COK", "ABW", "GIB"}
# Codes of organisations that the snapshot of leaders treats as states.
ORGANISATIONS = {"EU": "EU", "AU_AF": "AU"}


@dataclass
class State:
    """One row of the table of states."""

    code: str
    display: str
    names: dict[str, None] = field(default_factory=dict)
    adjectives: dict[str, None] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)
    capitals: dict[str, None] = field(default_factory=dict)

    def row(self) -> str:
        """Return the row as the file holds it."""
        parts = (self.names, self.adjectives, self.people, self.capitals)
        return "\t".join((self.code, self.display, *("|".join(part) for part in parts)))


def plain(name: str) -> str:
    """Return the name without diacritics."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return (
        folded.replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("đ", "d").replace("\u0131", "i")
    )


def spellings(name: str) -> Iterator[str]:
    """Yield the name as given and without diacritics, where it is written in Latin letters and longer than a code."""
    latin = all(ord(c) < 0x250 or ord(c) in range(0x1E00, 0x2040) for c in name)
    if (
        latin
        and len(name) > 3
        and name[0].isupper()
        and "," not in name
        and "(" not in name
        and name not in UNUSED
    ):
        yield name
        yield plain(name)
        if name.startswith("Saint "):
            yield from (form + name[6:] for form in ("St. ", "St "))


def plural(demonym: str) -> str | None:
    """Return the plural noun for an adjective of origin, where English has a regular one."""
    return None if re.search(r"(ese|ish|ch|ss|sh|z|Thai|ois|que)$", demonym) else demonym + "s"


def read_states(reference: Path) -> dict[str, State]:
    """Read names, demonyms and capitals of every state and territory."""
    states = {}
    for country in json.loads((reference / "mledoze_countries.json").read_text(encoding="utf-8")):
        code = {"UNK": "XKX"}.get(country["cca3"], country["cca3"])
        state = State(code, country["name"]["common"])
        for name in (state.display, country["name"]["official"], *country["altSpellings"]):
            state.names.update(dict.fromkeys(spellings(name)))
        # Territories share their demonym with a state, or have none that news uses ("American" of the Marianas).
        if country["independent"] or code in OWN_DEMONYM:
            for name in country["demonyms"].get("eng", {"m": ""})["m"].split(", "):
                add_demonym(state, name)
        if country["independent"]:
            for capital in country["capital"]:
                state.capitals.update(dict.fromkeys((capital, plain(capital))))
        states[code] = state
    return states


def add_demonym(state: State, name: str) -> None:
    """Enter an adjective of origin and its plural as a noun."""
    if name:
        state.adjectives.update(dict.fromkeys((name, plain(name))))
        if noun := plural(plain(name)):
            state.people[noun] = None


DIVISION = re.compile(
    r" (Oblast['’]?|Province|Region|Governorate|Krai|County|District|Department|State|Prefecture|Voivodeship|Canton|"
    r"Autonomous Region|Municipality|Wilayat|Republic|City|Shi|Sheng|Parish)$"
)


def read_places(reference: Path, alpha2: dict[str, str], known: set[str]) -> dict[str, dict[str, None]]:
    """Read the first-order divisions whose name no other state shares; those of the United States stay out."""
    owners: dict[str, set[str]] = defaultdict(set)
    for line in (reference / "geonames_admin1CodesASCII.txt").read_text(encoding="utf-8").splitlines():
        code, name, ascii_name, _ = line.split("\t")
        for form in {name, ascii_name, DIVISION.sub("", ascii_name)}:
            owners[form].add(alpha2.get(code[:2], ""))
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for name, states in sorted(owners.items()):
        state = next(iter(states))
        if len(states) == 1 and state not in {"", "USA"} and name not in known and is_distinct(name):
            places[state][name + "?"] = None
    return places


def is_distinct(name: str) -> bool:
    """Say whether a place's name is a proper name of some length, not a direction or "Capital"."""
    common = r"\b(North|South|East|West|Central|Capital|Eastern|Western|Northern|Southern|Centre|Saint|City|Island)"
    return len(name) > 4 and name[0].isupper() and "(" not in name and not re.search(common, name)


def amend_places(places: dict[str, dict[str, None]]) -> None:
    """Add the cities and regions of the additions."""
    for line in ADDITIONS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and line.count("\t") == 2:
            code, column, values = line.split("\t")
            if column == "places":
                for rest in places.values():
                    for name in values.split("|"):
                        rest.pop(name.rstrip("?") + "?", None)
                places[code].update(dict.fromkeys(values.split("|")))


def amend(states: dict[str, State]) -> None:
    """Apply the additions: rows of code, column and values, each value added or, after a minus sign, removed."""
    for line in ADDITIONS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        code, column, values = line.split("\t")
        if column == "places":
            continue
        state = states.setdefault(code, State(code, values))
        if column == "display":
            state.display = values
            continue
        target: dict[str, None] = getattr(state, column)
        for value in values.split("|"):
            if value.startswith("-"):
                target.pop(value[1:], None)
            else:
                target[value] = None


@dataclass(frozen=True)
class Office:
    """One person's time in one office."""

    name: str
    code: str
    office: str
    start: str
    end: str


def closed(offices: Iterable[Office], current: Sequence[Office]) -> Iterator[Office]:
    """Yield the offices, those left open by older lists closed when the holder of August 2026 came in."""
    for office in offices:
        rivals = [
            o
            for o in current
            if o.code == office.code and o.office in {office.office, "president"} and o.start
        ]
        since = max((o.start for o in rivals), default="")
        held = any(office.name.split()[-1] in o.name.split() for o in current if o.code == office.code)
        still = office.end or held or office.start >= since
        yield office if still else replace(office, end=since)


def office_word(title: str) -> str:
    """Return the office without the state: "President of Albania" is "president"."""
    return re.split(r" (?:of|in) |\(", title)[0].strip().lower()


def from_wikidata(reference: Path, codes: dict[str, str]) -> Iterator[Office]:
    """Yield heads of state and government in 2022."""
    with (reference / "world_leaders_wikidata_2022.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name, code = row["officeholderLabel"], codes.get(row["country"])
            abroad = name in {"Elizabeth II", "Charles III"} or "co-prince" in row["positionLabel"].lower()
            if code and re.search(r"[a-z]", name) and not abroad:
                yield Office(
                    name, code, office_word(row["positionLabel"]), row["start_year"], row["end_year"]
                )


def from_snapshot(reference: Path, alpha2: dict[str, str]) -> Iterator[Office]:
    """Yield heads of state and government in August 2026."""
    data = json.loads((reference / "world_leaders_2026-08.json").read_text(encoding="utf-8"))
    for entry in data["countries"].values():
        iso = entry["country"]["iso_code"]
        code = ORGANISATIONS.get(iso) or alpha2[iso]
        for position in entry["positions"].values():
            holder = position["current_holder"]
            if holder and holder.get("name_en") and holder["name_en"] != "Charles III":
                yield Office(
                    holder["name_en"], code, office_word(position["title_en"]), holder["since"] or "", ""
                )


def month(year: str, number: str) -> str:
    """Return year and month in ISO form, the year alone where the month is not given."""
    return f"{year}-{int(number):02}" if year and number else year


def from_reign(reference: Path, codes: dict[str, str]) -> Iterator[Office]:
    """Yield leaders since 1945, many by surname alone."""
    text = (reference / "reign_leaderlist_2021-03.csv").read_text(encoding="cp1252", errors="replace")
    for row in csv.DictReader(text.splitlines()):
        code, name = codes.get(row["stateabb"]), row["leader"].strip()
        if code and re.fullmatch(r"[A-Z][a-zA-Z' .-]+", name) and " and " not in name:
            # The list ends in March 2021: whoever leaves then is still in office.
            end = "" if (row["eyear"], row["emonth"]) == ("2021", "3") else month(row["eyear"], row["emonth"])
            yield Office(name, code, "leader", month(row["syear"], row["smonth"]), end)


def cow_codes(reference: Path, by_name: dict[str, str]) -> dict[str, str]:
    """Map the Correlates of War's state abbreviations to ISO codes by the states' names."""
    with (reference / "peacesciencer_cow_states.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["stateabb"]: by_name[row["statenme"]] for row in rows if row["statenme"] in by_name}


def merged(offices: Iterable[Office]) -> list[Office]:
    """Drop repetitions of one person in one state, keeping the widest stretch of office."""
    groups: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for office in offices:
        groups[office.name, office.code].append(office)
    rows = []
    for (name, code), group in groups.items():
        title = next((o.office for o in group if o.office and o.office != "leader"), group[0].office)
        start = min((o.start for o in group if o.start), default="")
        end = "" if any(not o.end for o in group) else max(o.end for o in group)
        rows.append(Office(name, code, title, start, end))
    return sorted(rows, key=lambda o: (o.code, o.name))


def main() -> None:
    """Write states.tsv, places.tsv and leaders.tsv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--out", type=Path, default=ADDITIONS.parents[1] / "src/bilateral/lexicon")
    options = parser.parse_args()
    states = read_states(options.reference)
    amend(states)
    rows = "\n".join(states[code].row() for code in sorted(states))
    (options.out / "states.tsv").write_text(STATES_HEAD + rows + "\n", encoding="utf-8")
    write_places(options.reference, options.out, states)
    by_name = {name: state.code for state in states.values() for name in (*state.names, state.display)}
    leaders = merged(all_offices(options.reference, by_name))
    lines = "\n".join(f"{o.name}\t{o.code}\t{o.office}\t{o.start}\t{o.end}" for o in leaders)
    (options.out / "leaders.tsv").write_text(LEADERS_HEAD + lines + "\n", encoding="utf-8")


def write_places(reference: Path, out: Path, states: dict[str, State]) -> None:
    """Write places.tsv."""
    known = {name for s in states.values() for name in (*s.names, *s.adjectives, *s.people, *s.capitals)}
    named = {code: s for code, s in states.items() if s.capitals or code in OWN_DEMONYM}
    alpha2 = {short: code for short, code in alpha2_codes(reference).items() if code in named}
    places = read_places(reference, alpha2, known)
    amend_places(places)
    rows = "\n".join(f"{code}\t{'|'.join(names)}" for code, names in sorted(places.items()) if names)
    (out / "places.tsv").write_text(PLACES_HEAD + rows + "\n", encoding="utf-8")


def alpha2_codes(reference: Path) -> dict[str, str]:
    """Return ISO alpha-2 codes with their alpha-3 codes."""
    countries: list[dict[str, Any]] = json.loads(
        (reference / "mledoze_countries.json").read_text(encoding="utf-8")
    )
    return {country["cca2"]: country["cca3"].replace("UNK", "XKX") for country in countries}


def all_offices(reference: Path, by_name: dict[str, str]) -> Iterator[Office]:
    """Yield the offices of every source."""
    countries: list[dict[str, Any]] = json.loads(
        (reference / "mledoze_countries.json").read_text(encoding="utf-8")
    )
    alpha2 = {country["cca2"]: country["cca3"] for country in countries}
    current = list(from_snapshot(reference, alpha2))
    yield from current
    yield from closed(from_wikidata(reference, by_name), current)
    yield from closed(from_reign(reference, cow_codes(reference, by_name)), current)


if __name__ == "__main__":
    main()
