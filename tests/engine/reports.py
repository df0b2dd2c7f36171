"""Reports made for tests: varied enough to have copies, excerpts, doubles and much-told blocks; no news."""

import datetime as dt
import json
import random

STATES = ["Vietnam", "Russia", "Japan", "India", "Kenya", "Norway", "Brazil", "Chile", "Egypt", "Poland"]
OUTLETS = ["Harbour Post", "Daily Lantern", "The Meridian", "Reuters", "Associated Press", "Valley Courier"]
ACTS = [
    "{a} and {b} signed an agreement on {t} in the capital on {day}.",
    "{a} imposed sanctions on {b} over {t}, the ministry said on {day}.",
    "The foreign minister of {a} met his counterpart from {b} on {day} to talk about {t}.",
    "{a} accused {b} of breaking its word on {t}.",
    "{a} plans to send aid worth {n} million dollars to {b} for {t}.",
    'The president of {a} said {b} was "a partner without whom nothing can be settled about {t}".',
    "Trade between {a} and {b} reached {n} million dollars last year, helped by {t}.",
    "Officials from {a} rejected the proposal of {b} on {t} after {n} hours of talks.",
]
TOPICS = ["fisheries", "rail links", "grain", "gas", "visas", "border posts", "satellites", "flood control"]
ASIDES = [
    "Residents of the {n} villages near the crossing have waited for such news since the {n}th spring of the dispute.",
    "An analyst in the region counted {n} earlier rounds, of which few had led to anything that lasted on {t}.",
    "Markets hardly moved, and {n} traders asked about {t} shrugged when they were shown the text.",
    "It rained for the whole of the ceremony, which {n} guests watched from under umbrellas marked with {t}.",
    "Newspapers of both capitals gave it {n} lines, and most of those to {t} rather than to the guests.",
]


def reports(count, seed=1):
    """Return the lines of so many reports; every third is a copy, an excerpt or the same text of another."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        kind = chance.random()
        if made and kind < 0.12:
            text = chance.choice(made)
        elif made and kind < 0.24:
            text = " ".join([fresh(chance), *chance.choice(made).split(". ")[1:]])
        elif made and kind < 0.33:
            text = ". ".join(chance.choice(made).split(". ")[:4]) + "."
        else:
            text = " ".join(fresh(chance) for _ in range(chance.randint(2, 6)))
        made.append(text)
        yield json.dumps(
            {
                "id": f"report-{number:05d}",
                "source": chance.choice(OUTLETS),
                "date": str(dt.date(2023, 1, 1) + dt.timedelta(days=chance.randrange(60))),
                "title": f"Report {number}",
                "text": text,
            }
        )


def fresh(chance):
    """Return a few sentences that no other report is likely to have."""
    a, b = chance.sample(STATES[: chance.choice([2, 10])], 2)
    words = {"a": a, "b": b, "t": chance.choice(TOPICS), "day": f"{chance.randint(1, 28)} January"}
    act = chance.choice(ACTS).format(**words, n=chance.randint(2, 900))
    asides = [chance.choice(ASIDES).format(n=chance.randint(2, 900), t=words["t"]) for _ in range(3)]
    return " ".join([act, *asides])
