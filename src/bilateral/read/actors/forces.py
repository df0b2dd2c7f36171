"""Forces and people without a state's name of their own: rebels, terrorists, refugees, protesters."""

from collections.abc import Iterator, Mapping

from bilateral.read.actors.history import History
from bilateral.read.actors.lexicon import word_sets
from bilateral.read.actors.nouns import Noun
from bilateral.read.actors.offices import seated
from bilateral.read.actors.page import Page
from bilateral.read.findings import ActorMention

# How many sentences back the state may stand in which rebels fight or crowds gather.
_REACH = 3
# The code, or its second half where the state must be found, by the set of words.
_KINDS = {
    "stateless fighters": "INT:ARM",
    "displaced": "INT:CIV",
    "local fighters": "ARM",
    "crowds": "CIV",
}
# Where Kurdish forces mostly are; in Turkey news calls them by their names.
_KURDISH = ("SYR", "IRQ", "IRN")


def nameless(page: Page, history: History, noun: Noun, ahead: Mapping[int, ActorMention]) -> str | None:
    """Return the code of a plural for fighters or a crowd that no state's name goes with; None for other nouns.

    Terrorists and refugees are of no one state; rebels fight, and protesters gather, where the text is.
    """
    head = page.doc[noun.head]
    if page.doc[noun.start].lower_ == "kurdish" and noun.kind in {"BODY", "ARM", "GROUP"}:
        return _kurdish(page, history, noun, ahead)
    if head.lower_ == "police":
        return _around(page, history, noun, ahead)
    kinds = (kind for name, kind in _KINDS.items() if head.lower_ in word_sets()[name])
    kind = next(kinds, None) if head.tag_ in {"NNS", "NNPS"} else None
    if kind is None or ":" in kind:
        return kind
    return _local(page, history, noun, ahead, kind)


def _kurdish(page: Page, history: History, noun: Noun, ahead: Mapping[int, ActorMention]) -> str | None:
    """Return Kurdish forces as those of the place in the sentence, else of the one of their homes named most."""
    here = history.sentence(noun.head)
    near = _near(page, history, noun, ahead)
    homes = [m.codes[0] for m in near if history.sentence(m.start) == here]
    homes += [code for code, _ in page.context.counts.most_common()]
    return next((f"{code}:ARM" for code in homes if code in _KURDISH), None)


def _local(
    page: Page, history: History, noun: Noun, ahead: Mapping[int, ActorMention], kind: str
) -> str | None:
    """Return rebels or crowds as those of where they are, else as those of whom the text told before."""
    if state := seated(page, noun, ahead) or _around(page, history, noun, ahead):
        return f"{state}:{kind}"
    same = history.last(noun.start, 12, lambda m: m.codes[0].endswith(f":{kind}") and _told_of(m))
    if same:
        return same.codes[0]
    state = _scene(page, ahead)
    return f"{state}:{kind}" if state else None


def _scene(page: Page, ahead: Mapping[int, ActorMention]) -> str | None:
    """Return the state that the article names most of those where it tells of places, America left out."""
    places = {m.codes[0] for m in ahead.values() if m.role == "place"} - {"USA"}
    ranked = (code for code, _ in page.context.counts.most_common() if code in places)
    return next((code for code in ranked if code in page.lexicon.states), None)


def _told_of(mention: ActorMention) -> bool:
    return mention.form in {"title", "organisation"} and not mention.codes[0].startswith("INT")


def _around(page: Page, history: History, noun: Noun, ahead: Mapping[int, ActorMention]) -> str | None:
    """Return the state of the place named in the sentence, else of the one named last before it."""
    return next((m.codes[0] for m in _near(page, history, noun, ahead)), None)


def _near(
    page: Page, history: History, noun: Noun, ahead: Mapping[int, ActorMention]
) -> Iterator[ActorMention]:
    """Yield the places in states named near the noun: in its sentence after it, then before it, nearest first."""
    sentence = page.doc[noun.head].sent
    places = [ahead[i] for i in range(noun.end, sentence.end) if i in ahead]
    for mention in (*places, *history.back(noun.start, _REACH)):
        if mention.role == "place" and mention.codes[0] in page.lexicon.states:
            yield mention
