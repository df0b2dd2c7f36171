"""Forces, parties and ships that a state stands behind: "Iran-backed" militias, "pro-Russian" rebels, flags."""

from bilateral.read.actors.lexicon import word_sets
from bilateral.read.actors.nouns import Noun
from bilateral.read.actors.offices import seated
from bilateral.read.actors.page import Page
from bilateral.read.actors.phrases import coded, titled
from bilateral.read.findings import ActorMention

_FLAGGED = ("flagged", "registered", "owned")


def in_favour(page: Page, i: int) -> bool:
    """Say whether the word before token ``i`` is a state's after "pro-": "pro-Russian" separatists."""
    return i > 2 and page.doc[i - 2].text == "-" and page.doc[i - 3].lower_ == "pro"


def backer_of(page: Page, i: int) -> str | None:
    """Return the state that stands behind the phrase that begins at token ``i``: "Russian-backed" forces."""
    word = page.doc[i - 1].lower_ if i else ""
    if in_favour(page, i):
        return page.names[i - 1].entry.code[:3] if i - 1 in page.names else None
    if word.rpartition("-")[2] not in word_sets()["backed"]:
        return None
    # "Russian-backed" is one token in some places, three in others.
    end = i if "-" in word else i - 2
    name = next((n for n in page.names.values() if n.end == end), None)
    return name.entry.code[:3] if name and ("-" in word or page.doc[end].text == "-") else None


def backed_by(page: Page, noun: Noun, backer: str, ahead: dict[int, ActorMention]) -> ActorMention | None:
    """Return forces that a state backs as those of where they fight: ships that sail under its flag are its own.

    Where they fight is told by whose they are called ("Yemen's" Iran-backed rebels), the place after them, the place in
    the sentence; else it is the state that the article speaks of most, the backer left out.
    """
    word = page.doc[noun.start - 1].lower_
    if word.endswith(_FLAGGED):
        ship = noun.kind in {"ASSET", "COM"} or page.doc[noun.head].lower_ in {"tanker", "tankers"}
        return titled(page, noun, (f"{backer}:COM",), None) if ship else None
    if word.endswith("led"):
        kind = "BODY" if noun.kind in {"ARM", "PARTY"} else noun.kind
        return titled(page, noun, (coded(backer, kind),), None)
    around = [*_owner(page, noun, ahead), seated(page, noun, ahead), *_places_by(page, noun, ahead)]
    ranked = [code for code, _ in page.context.counts.most_common()]
    states = (code for code in (*around, *ranked) if code and code != backer and code in page.lexicon.states)
    state = next(states, None)
    if state is None or noun.kind not in {"BODY", "ARM", "PARTY", "GROUP", "CIV"}:
        return None
    if noun.kind == "CIV":
        return titled(page, noun, (f"{state}:CIV",), None)
    if in_favour(page, noun.start) and noun.kind != "GROUP":
        return titled(page, noun, (coded(state, noun.kind),), None)
    before = {page.doc[i].lower_ for i in range(noun.start, noun.end)}
    own = noun.kind == "BODY" and before & {"government", "regime", "army", "president", "authorities"}
    return titled(page, noun, (state if own else f"{state}:ARM",), None)


def _owner(page: Page, noun: Noun, ahead: dict[int, ActorMention]) -> list[str]:
    """Return the state whose possessive stands before "Iranian-allied rebels", if one does."""
    near = range(max(0, noun.start - 7), noun.start)
    return [ahead[i].codes[0] for i in near if i in ahead and page.doc[ahead[i].end].tag_ == "POS"]


def _places_by(page: Page, noun: Noun, ahead: dict[int, ActorMention]) -> list[str]:
    """Return the states of the places in the sentence, the nearest first."""
    sentence = page.doc[noun.head].sent
    order = sorted(range(sentence.start, sentence.end), key=lambda i: abs(i - noun.head))
    return [ahead[i].codes[0] for i in order if i in ahead and ahead[i].role == "place"]
