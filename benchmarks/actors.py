"""Measure the finding of actors: country mentions with their roles, and the codes of annotated events.

    python benchmarks/actors.py GOLD... [--json] [--errors N]

Each GOLD is one of three kinds, told apart by its fields:
- country mentions with an ISO code and a role (``geowebnews_country_mentions``): share found with the right code,
  share of those whose role is right, and how often what is found at an annotated place has the right code;
- ``X.gold.jsonl`` of the annotation scheme, with ``X.articles.jsonl`` beside it: of the participants of all events the
  share whose code some mention in the sentences of the evidence carries (recall), and of the mentions there in the
  role of actor the share whose code is among the participants of an event with that evidence (precision); and of the
  people who speak the share met by name, and with the annotated code;
- sentences with marked actors and codes (``plover_gsr``): share of the marked spans covered by a mention with the
  state's code.
"""

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from bilateral.exceptions import ActorError
from bilateral.model import Article
from bilateral.read.actors import actor_name, find_actors, home_state, resolve_actor
from bilateral.read.findings import ActorMention, Findings
from bilateral.read.pipeline import load_pipeline

Row = dict[str, Any]
Read = tuple[Row, Findings, tuple[ActorMention, ...]]

# What an annotated role allows; "other" and "mixed" are not judged.
ROLES = {
    "actor": {"actor"},
    "actor_modifier": {"actor", "modifier"},
    "place": {"place"},
    "place_modifier": {"place", "modifier"},
}
# Names of the annotated gazetteer that the lexicon rightly does not know as such.
GAZETTEER = {
    "Hashemite Kingdom of Jordan": "JOR",
    "Republic of Korea": "KOR",
    "Palestine": "PSE",
    "Bolivarian Republic of Venezuela": "VEN",
}


def rows(path: Path) -> list[Row]:
    """Return the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read(articles: Iterable[Row]) -> Iterator[Read]:
    """Parse the texts and find the actors in them."""
    articles = list(articles)
    for row, doc in zip(articles, load_pipeline().pipe(row["text"] for row in articles), strict=True):
        day = row.get("date")
        article = Article(
            address=str(row.get("id") or row.get("doc_id")),
            text=row["text"],
            title=row.get("title") or "",
            outlet=row.get("source") or "",
            published=dt.date.fromisoformat(day[:10]) if day else None,
        )
        findings = Findings(article, doc)
        yield row, findings, find_actors(findings)


def characters(findings: Findings, mention: ActorMention) -> tuple[int, int]:
    """Return where a mention stands, in characters."""
    tokens = findings.doc[mention.start : mention.end]
    return tokens.start_char, tokens.end_char


def overlapping(
    findings: Findings, actors: Iterable[ActorMention], start: int, end: int
) -> list[ActorMention]:
    """Return the mentions that share characters with a range."""
    placed = ((mention, *characters(findings, mention)) for mention in actors)
    return [mention for mention, begin, stop in placed if begin < end and start < stop]


class Tally:
    """Counts that end as shares, with the errors met on the way."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.errors: list[str] = []

    def add(self, name: str, right: bool, error: str = "") -> None:
        """Count one case."""
        self.counts[name, "all"] += 1
        self.counts[name, "right"] += right
        if not right and error:
            self.errors.append(f"{name}: {error}")

    def shares(self) -> dict[str, float]:
        """Return each share with its count."""
        names = dict.fromkeys(name for name, _ in self.counts)
        out: dict[str, float] = {}
        for name in names:
            out[name] = round(self.counts[name, "right"] / self.counts[name, "all"], 3)
            out[f"{name} (n)"] = self.counts[name, "all"]
        return out


def country_code(annotation: Row) -> str | None:
    """Return the actor code of an annotated country."""
    name = annotation["normalised"]
    try:
        return GAZETTEER.get(name) or resolve_actor(name)
    except ActorError:
        return None


def score_countries(reads: Iterable[Read]) -> Tally:
    """Score country mentions: the code, and the role where the code is right."""
    tally = Tally()
    for row, findings, actors in reads:
        for annotation in row["annotations"]:
            code = country_code(annotation)
            if not annotation.get("is_country") or not code:
                continue
            at = overlapping(findings, actors, annotation["start"], annotation["end"])
            words = row["text"][max(0, annotation["start"] - 40) : annotation["end"] + 40]
            right = [m for m in at if any(home_state(c) == code for c in m.codes)]
            tally.add("code recall", bool(right), f"{annotation['surface']} {code} in {words!r}")
            if at:
                tally.add("code precision", bool(right), f"{annotation['surface']} {code} as {at[0].codes}")
            if right and annotation["role"] in ROLES:
                fits = right[0].role in ROLES[annotation["role"]]
                tally.add(
                    f"role {annotation['role']}",
                    fits,
                    f"{right[0].role} for {annotation['surface']} in {words!r}",
                )
                tally.add("role", fits)
    return tally


def occurrences(text: str, evidence: str) -> tuple[int, int] | None:
    """Return where the evidence stands, its first occurrence; None where the text does not hold it."""
    start = text.find(evidence)
    return (start, start + len(evidence)) if start >= 0 else None


def score_events(reads: Iterable[Read], golds: dict[str, Row]) -> Tally:
    """Score the codes of annotated events against the mentions in the sentences of their evidence."""
    tally = Tally()
    for row, findings, actors in reads:
        covered: dict[ActorMention, set[str]] = {}
        for event in golds[row["id"]]["events"]:
            place = occurrences(row["text"], event["evidence"])
            if not place:
                continue
            codes = set(event["actors"]) | set(event["recipients"])
            spans = [s for s in findings.sentences if s.start_char < place[1] and place[0] < s.end_char]
            whole = overlapping(findings, actors, spans[0].start_char, spans[-1].end_char) if spans else []
            carried = {code for mention in whole for code in mention.codes}
            for code in sorted(codes):
                tally.add("participant recall", code in carried, f"{code} in {event['evidence']!r}")
            tally.add("whole event", codes <= carried)
            for mention in overlapping(findings, actors, *place):
                if mention.role == "actor":
                    covered.setdefault(mention, set()).update(codes)
        score_speakers(tally, golds[row["id"]]["statements"], actors)
        for mention, codes in covered.items():
            words = findings.doc[mention.start : mention.end].text
            tally.add(
                "actor precision",
                bool(codes & set(mention.codes)),
                f"{words} as {mention.codes}, gold {sorted(codes)}",
            )
    return tally


def score_speakers(tally: Tally, statements: Iterable[Row], actors: Iterable[ActorMention]) -> None:
    """Score the people who speak: named by some mention, and with the annotated code there."""
    speakers = {(s["speaker"], s["speaker_code"]) for s in statements if isinstance(s["speaker_code"], str)}
    for name, code in sorted((n, c) for n, c in speakers if n and " " in n and n[0].isupper()):
        named = [m for m in actors if m.person and m.person.split()[-1] == name.split()[-1]]
        if named or name.split()[-1][0].isupper():
            tally.add("speaker found", bool(named), name)
        if named:
            tally.add(
                "speaker code", code in named[0].codes, f"{name} {code} as {named[0].codes} {named[0].office}"
            )


def score_marked(reads: Iterable[Read]) -> Tally:
    """Score marked spans with codes."""
    tally = Tally()
    for row, findings, actors in reads:
        for annotation in row["annotations"]:
            code = annotation.get("code")
            if not code or annotation.get("start") is None or actor_name(code[:3]) == code[:3]:
                continue  # regions and kinds without a state ("IGO") are not judged
            at = overlapping(findings, actors, annotation["start"], annotation["end"])
            carried = {home_state(c) for m in at for c in m.codes}
            tally.add(
                "marked",
                code[:3] in carried,
                f"{annotation['surface']} {code} as {carried} in {row['text']!r}",
            )
    return tally


def scored(path: Path, reader: Callable[[Iterable[Row]], Iterable[Read]] = read) -> Tally:
    """Score one file of gold, read by ``reader``."""
    gold = rows(path)
    if "events" in gold[0]:
        articles = rows(path.with_name(path.name.replace(".gold.", ".articles.")))
        return score_events(reader(articles), {row["id"]: row for row in gold})
    if any("cc" in annotation for row in gold for annotation in row["annotations"]):
        return score_countries(reader(gold))
    return score_marked(reader(gold))


def main() -> None:
    """Score every file named on the command line and print the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    tallies = {path.name: scored(path) for path in options.gold}
    if options.json:
        json.dump({name: tally.shares() for name, tally in tallies.items()}, sys.stdout, indent=1)
        return
    for name, tally in tallies.items():
        print(name)
        for share, value in tally.shares().items():
            print(f"  {share:28} {value}")
        for error in tally.errors[: options.errors]:
            print(f"    {error}")


if __name__ == "__main__":
    main()
