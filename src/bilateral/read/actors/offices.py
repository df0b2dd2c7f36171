"""Whose an office or body can be that stands without its state: what words and states rule out, and where it sits."""

import re
from collections import Counter
from collections.abc import Mapping

from bilateral.read.actors.lexicon import word_sets
from bilateral.read.actors.nouns import Noun
from bilateral.read.actors.page import Page
from bilateral.read.findings import ActorMention

# Which states have no such office or are not called so in the news, by the set's name in the lexicon.
_LACKING = {
    "president": "without president",
    "presidency": "without president",
    "presidents": "without president",
    "prime minister": "without premier",
    "premier": "without premier",
    "regime": "never regime",
    "dictator": "never regime",
    "strongman": "never regime",
    "junta": "never regime",
}
# Which states alone have such an office or are called so.
_HAVING = {
    "kingdom": "kingdoms",
    "king": "monarchies",
    "queen": "monarchies",
    "crown prince": "monarchies",
    "monarch": "monarchies",
    "monarchy": "monarchies",
    "chancellor": "chancellors",
    "vice-chancellor": "chancellors",
}
_CONGRESS = re.compile(r"\b(?:Congress|Senate|Senators?|Sen\.)(?!\w)")
# Called so with a capital and without their state, the services are mostly America's.
_SERVICES = ("Air Force", "Navy", "Army", "Marine Corps", "Coast Guard")
_ORDERS = re.compile(r"Executive Order|U\.S\.C\.")
# How many times as often as any other a text names the president whom it means.
_FAR_MORE = 2
_PLACES = frozenset({"name", "capital", "place"})
# How many words may stand between a noun and the place where it is: "government in mostly Buddhist" Myanmar.
_BETWEEN = 5


def can_be_of(words: str, code: str) -> bool:
    """Say whether a state can have the office or body that words name: no "president" is Japan's."""
    home = code.partition(":")[0]
    for office, name in _LACKING.items():
        # A "vice president" is often a company's.
        if words.endswith(office) and "vice" not in words and home in word_sets()[name]:
            return False
    return all(home in word_sets()[name] for office, name in _HAVING.items() if words.endswith(office))


def american(page: Page, noun: Noun) -> bool:
    """Say whether the words are those for American offices: "the administration", "Senate Republicans"."""
    if not page.context.counts["USA"]:
        return False
    words = page.words(noun.start, noun.end).lower()
    inside = {page.doc[i].lower_ for i in range(noun.start, noun.end)}
    counts = page.context.counts
    if (
        page.doc[noun.start : noun.end].text.endswith(_SERVICES)
        and 2 * counts["USA"] >= counts[page.context.main or ""]
    ):
        return True
    if inside & {"lawmaker", "lawmakers"} and _CONGRESS.search(page.text):
        return True
    if page.words(max(0, noun.start - 3), noun.start).lower() == "secretary of the":
        return True
    return bool(inside & word_sets()["american offices"]) or words.endswith(
        tuple(word_sets()["american titles"])
    )


def presiding(page: Page, noun: Noun, ahead: Mapping[int, ActorMention]) -> str | None:
    """Return whose president "the president" is: whose the text names by far most often, not whose it named last.

    Who speaks as "THE PRESIDENT:" in a transcript, or with a capital issues executive orders, is America's.
    """
    doc, i = page.doc, noun.head
    if noun.end - noun.start > 1 or not i or doc[i - 1].lower_ != "the":
        return None
    if doc[i].text == "PRESIDENT" and doc[i + 1 : i + 2].text == ":":
        return "USA"
    if doc[i].text not in {"President", "president"}:
        return None
    named = [m for m in ahead.values() if m.person and (m.office or "").endswith("president")]
    held = Counter(m.codes[0] for m in named if can_be_of("president", m.codes[0]))
    (code, often), *rest = [*held.most_common(2), ("", 0)]
    if often and often >= _FAR_MORE * (rest[0][1] if rest else 0):
        return code
    return "USA" if not often and doc[i].text == "President" and _ORDERS.search(page.text) else None


def belonging(page: Page, noun: Noun, ahead: Mapping[int, ActorMention]) -> str | None:
    """Return the state of the person who stands after "of": "the administration of" Mexico's president."""
    doc, i = page.doc, noun.end
    if i + 1 >= len(doc) or doc[i].lower_ not in {"of", "loyal"}:
        return None
    i += 1 + (doc[i].lower_ == "loyal")
    i += i < len(doc) and doc[i].lower_ == "the"
    person = ahead.get(i)
    fits = (
        person is not None
        and (person.person or person.form == "title")
        and person.codes[0] in page.lexicon.states
    )
    return person.codes[0] if person and fits else None


def seated(page: Page, noun: Noun, ahead: Mapping[int, ActorMention]) -> str | None:
    """Return the state of the place that the text names right after it: "the regime in" Tehran."""
    doc, i = page.doc, noun.end
    if doc[noun.head].lower_ in word_sets()["sent abroad"]:
        return None
    if i < len(doc) and doc[i].lower_ == "in":
        for j in range(i + 1, min(i + _BETWEEN, len(doc))):
            if j in ahead:
                return ahead[j].codes[0] if _is_state(page, ahead[j]) else None
            if doc[j].tag_ not in {"DT", "JJ", "RB", "HYPH"}:
                return None
    return None


def opening(page: Page, noun: Noun, ahead: Mapping[int, ActorMention]) -> str | None:
    """Return the place with which the sentence opens ("At a news conference in Tehran,") if no other actor follows it."""
    doc, start = page.doc, page.doc[noun.start].sent.start
    before = [ahead[i] for i in range(start, noun.start) if i in ahead]
    if len(before) != 1 or doc[start].tag_ != "IN" or doc[noun.head].lower_ in word_sets()["sent abroad"]:
        return None
    if any(token.pos_ in {"VERB", "AUX"} for token in doc[start : before[0].start]):
        return None
    place = before[0]
    comma = place.end < len(doc) and doc[place.end].text == ","
    there = place.role == "place" and doc[place.start - 1].lower_ in {"in", "at"}
    return place.codes[0] if comma and there and _is_state(page, place) else None


def _is_state(page: Page, mention: ActorMention) -> bool:
    return mention.form in _PLACES and mention.codes[0] in page.lexicon.states
