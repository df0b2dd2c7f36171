"""Reports that are made up, with what is to be read in them: for measuring what need not wait for the reader.

Each is an article of some sentences as an agency would put them, a third of them copies, shortened or added to. Under
``told`` it carries its mentions in plain form, spans and all. Actors come up as unevenly as in the news (the n-th with a
chance of 1/n), and so many reports a day, so that more reports mean a longer time.
"""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

A_DAY = 100
START = dt.date(2015, 1, 1)
STATES = {
    "USA": "the United States", "RUS": "Russia", "CHN": "China", "UKR": "Ukraine", "IRN": "Iran", "ISR": "Israel",
    "GBR": "Britain", "FRA": "France", "DEU": "Germany", "TUR": "Turkey", "IND": "India", "JPN": "Japan", "PAK": "Pakistan",
    "KOR": "South Korea", "SAU": "Saudi Arabia", "EGY": "Egypt", "POL": "Poland", "ITA": "Italy", "BRA": "Brazil",
    "VNM": "Vietnam", "AUS": "Australia", "CAN": "Canada", "MEX": "Mexico", "IDN": "Indonesia", "NGA": "Nigeria",
    "ZAF": "South Africa", "ETH": "Ethiopia", "KEN": "Kenya", "ESP": "Spain", "GRC": "Greece", "SWE": "Sweden",
    "NOR": "Norway", "FIN": "Finland", "ARG": "Argentina", "CHL": "Chile", "PER": "Peru", "COL": "Colombia", "CUB": "Cuba",
    "THA": "Thailand", "PHL": "the Philippines", "MYS": "Malaysia", "BGD": "Bangladesh", "KAZ": "Kazakhstan",
    "AZE": "Azerbaijan", "ARM": "Armenia", "GEO": "Georgia", "IRQ": "Iraq", "SYR": "Syria", "JOR": "Jordan", "YEM": "Yemen",
}  # fmt: skip
ACTS = {
    "AGREE": "reached a deal with", "CONSULT": "held talks with", "SUPPORT": "praised the course of", "ACCUSE": "blamed",
    "COOPERATE": "opened a joint office with", "SANCTION": "put new sanctions on", "AID": "sent relief to",
    "REJECT": "turned down an offer from", "THREATEN": "threatened", "COERCE": "closed its border with",
}  # fmt: skip
OUTLETS = [f"The {name} {kind}" for name in ("Harbour", "Valley", "Northern", "Island", "Capital", "Eastern", "Lake", "River")
           for kind in ("Post", "Courier", "Lantern", "Record", "Observer")] + ["Reuters", "Associated Press"]  # fmt: skip
NOUNS = [
    "harbour",
    "rail",
    "grain",
    "gas",
    "visa",
    "border",
    "satellite",
    "flood",
    "fishery",
    "steel",
    "cotton",
    "copper",
    "water",
    "school",
    "airport",
    "pipeline",
    "canal",
    "road",
    "bridge",
    "wheat",
    "rice",
    "energy",
    "film",
    "tourist",
    "student",
    "labour",
    "customs",
    "credit",
    "debt",
    "court",
    "forest",
    "mine",
    "market",
    "bank",
    "island",
    "port",
    "truck",
    "ferry",
    "vaccine",
    "network",
    "archive",
    "museum",
    "river",
    "sugar",
    "coal",
    "salt",
    "timber",
    "radio",
    "census",
    "ballot",
    "tariff",
    "quota",
    "tunnel",
    "dam",
]
VERBS = [
    "follow",
    "settle",
    "recall",
    "weigh",
    "shelve",
    "revive",
    "soften",
    "sharpen",
    "delay",
    "speed",
    "widen",
    "narrow",
    "explain",
    "defend",
    "question",
    "publish",
    "repeat",
    "review",
    "mention",
    "finish",
    "test",
    "watch",
    "describe",
    "measure",
    "carry",
    "join",
    "leave",
    "enter",
    "notice",
    "prepare",
]
MANNERS = [
    "quietly",
    "openly",
    "slowly",
    "again",
    "finally",
    "briefly",
    "jointly",
    "rarely",
    "often",
    "plainly",
    "suddenly",
    "partly",
    "fully",
    "later",
    "early",
    "together",
    "abroad",
    "twice",
    "privately",
    "publicly",
]
SYLLABLES = [
    "ka",
    "vo",
    "ri",
    "ten",
    "dal",
    "mo",
    "sur",
    "bel",
    "ny",
    "far",
    "gos",
    "il",
    "pra",
    "lem",
    "tu",
    "han",
]
LINKS = ["because", "although", "while", "after", "before", "since", "until", "unless", "whereas", "so"]


def reports(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield so many reports as the objects of JSON lines."""
    chance = random.Random(seed)
    codes, weights = list(STATES), [1 / n for n in range(1, len(STATES) + 1)]
    recent: list[list[tuple[str, list[dict[str, Any]]]]] = []
    for number in range(count):
        day = START + dt.timedelta(days=number // A_DAY)
        kind = chance.random()
        if recent and kind < 0.33:
            sentences = list(chance.choice(recent[-A_DAY:]))
            if kind < 0.12:
                sentences = [*sentences[: max(3, len(sentences) - 4)]]
            elif kind < 0.22:
                sentences = [*sentences, (filler(chance), [])]
        else:
            one, other = pair(chance, codes, weights)
            sentences = story(chance, one, other, day)
        recent = [*recent[-A_DAY:], sentences]
        text, told = joined(sentences)
        yield {
            "id": f"made-{number:06d}",
            "source": chance.choice(OUTLETS),
            "date": str(day + dt.timedelta(days=chance.choice([0, 0, 0, 1]))),
            "title": f"Report {number}",
            "text": text,
            "told": told,
        }


def pair(chance: random.Random, codes: list[str], weights: list[float]) -> tuple[str, str]:
    """Return two different actors."""
    one, other = chance.choices(codes, weights, k=2)
    return (one, other) if one != other else pair(chance, codes, weights)


def story(
    chance: random.Random, one: str, other: str, day: dt.date
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return sentences, each with its mentions, their spans counted from the start of the sentence."""
    type_, act = chance.choice(list(ACTS.items()))
    what = f"{chance.choice(NOUNS)} {chance.choice(NOUNS)} and {chance.choice(NOUNS)}"
    first = f"{STATES[one]} {act} {STATES[other]} over {what}, {filler(chance, whole=False)}."
    event = {
        "mention": "event", "evidence": span(first, first), "confidence": 0.8, "type": type_, "actors": [one], "recipients": [other],
        "mode": None, "when": day.isoformat(), "status": chance.choice(["actual", "actual", "actual", "planned"]), "said_by": None, "also": [],
    }  # fmt: skip
    sentences = [(first, [event]), *((filler(chance), []) for _ in range(chance.randint(4, 9)))]
    if chance.random() < 0.5:
        sentences.insert(2, statement(chance, one, other))
    if chance.random() < 0.25:
        sentences.insert(3, figure(chance, one, other, day))
    if chance.random() < 0.2:
        sentences.insert(3, agreement(chance, one, other))
    return sentences


def statement(chance: random.Random, one: str, other: str) -> tuple[str, list[dict[str, Any]]]:
    """Return a sentence with a quotation."""
    words = f"{filler(chance, whole=False)} for {STATES[other]}"
    content = words[0].upper() + words[1:]
    sentence = f'"{content}," the minister of {STATES[one]} said.'
    return sentence, [{
        "mention": "statement", "kind": "direct", "evidence": span(sentence, sentence), "confidence": 0.7, "content": [span(sentence, content)],
        "speaker": f"minister of {STATES[one]}", "speaker_code": one, "about": [other],
    }]  # fmt: skip


def figure(chance: random.Random, one: str, other: str, day: dt.date) -> tuple[str, list[dict[str, Any]]]:
    """Return a sentence with an amount of trade."""
    value = chance.randint(2, 99)
    sentence = f"Trade between {STATES[one]} and {STATES[other]} came to {value} billion dollars, {filler(chance, whole=False)}."
    return sentence, [{
        "mention": "figure", "evidence": span(sentence, sentence), "confidence": 0.7, "number": span(sentence, str(value)), "measure": "trade",
        "measure_class": "trade", "value": value * 1e9, "unit": "USD", "period": str(day.year - 1), "about": sorted([one, other]),
    }]  # fmt: skip


def agreement(chance: random.Random, one: str, other: str) -> tuple[str, list[dict[str, Any]]]:
    """Return a sentence with an agreement."""
    what = f"{chance.choice(NOUNS)} and {chance.choice(NOUNS)} agreement"
    sentence = f"Their {what} was signed as well, {filler(chance, whole=False)}."
    return sentence, [{
        "mention": "agreement", "evidence": span(sentence, sentence), "confidence": 0.6, "what": what, "parties": sorted([one, other]),
        "domain": "other", "status": "signed", "when": None, "said_by": None,
    }]  # fmt: skip


def filler(chance: random.Random, *, whole: bool = True) -> str:
    """Return a sentence, or a part of one, of which the five words in a row seldom come twice."""
    v, m, n, name = (chance.choice(words) for words in (VERBS, MANNERS, NOUNS, NOUNS))
    towns = [town(chance) for _ in range(5)]
    part = (
        f"{chance.choice(LINKS)} {towns[0]} would {m} {v} the {n} near {towns[1]} with "
        f"{chance.randint(2, 9_999)} {chance.choice(NOUNS)} workers of {towns[4]}"
    )
    return f"The {name} office at {towns[2]} will {v} {towns[3]} {m}, {part}." if whole else part


def town(chance: random.Random) -> str:
    """Return an invented name, one of 65,536."""
    return "".join(chance.choice(SYLLABLES) for _ in range(4)).capitalize()


def span(sentence: str, words: str) -> dict[str, Any]:
    """Return where words stand in their sentence."""
    start = sentence.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def joined(sentences: list[tuple[str, list[dict[str, Any]]]]) -> tuple[str, list[dict[str, Any]]]:
    """Return the text of sentences, and their mentions with spans counted in it."""
    at, told = 0, []
    for sentence, mentions in sentences:
        told += [moved(mention, at) for mention in mentions]
        at += len(sentence) + 1
    return " ".join(sentence for sentence, _ in sentences), told


def moved(value: Any, by: int) -> Any:
    """Return a mention with all its spans moved by so many characters."""
    if isinstance(value, list):
        return [moved(item, by) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"start", "end", "text"}:
        return {"start": value["start"] + by, "end": value["end"] + by, "text": value["text"]}
    return {key: moved(item, by) for key, item in value.items()}
