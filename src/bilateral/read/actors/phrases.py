"""Names of states, organisations and bodies with the noun phrases that they begin or end.

"Russian troops", "Vietnam's foreign ministry", "the president of France" and "Moscow police" are each one
mention; a demonym before anything else ("the Russian war") is a mention of its own that only modifies.
"""

from collections.abc import Iterator

from bilateral.read.actors.lexicon import Form, word_sets
from bilateral.read.actors.nouns import Noun, noun_from
from bilateral.read.actors.page import STATE_FORMS, Name, Page
from bilateral.read.findings import ActorMention

_FORMS = {
    Form.NAME: "name",
    Form.ADJECTIVE: "demonym",
    Form.PEOPLE: "demonym",
    Form.CAPITAL: "capital",
    Form.ORGANISATION: "organisation",
    Form.BODY: "organisation",
    Form.GROUP: "organisation",
    Form.PLACE: "place",
}
# Kinds of noun that speak for the state itself and so leave the code as it is.
_OF_STATE = frozenset({"OFFICE", "BODY", "ASSET", "STATE", "HEAD"})
_ENVOYS = word_sets()["envoy"]
_STUDENTS = word_sets()["student"]
_FORMER = word_sets()["former"]


def coded(code: str, kind: str) -> str:
    """Return an actor's code with the kind of the noun that follows its name: RUS and COM make RUS:COM.

    Who sits for a party in an office of state ("a Tory minister") acts for the state.
    """
    if kind == "OFFICE" and code.endswith(":PARTY"):
        return code.partition(":")[0]
    if kind in _OF_STATE or ":" in code or (len(code) != 3 and code != "EU"):
        return code
    return f"{code}:{'CIV' if kind == 'GROUP' else kind}"


def state_phrases(page: Page) -> Iterator[ActorMention]:
    """Yield every mention that a name of the lexicon begins or ends, in order, non-overlapping."""
    free = 0
    for name in page.names.values():
        if name.start >= free:
            mention = _grown(page, name, free)
            if mention:
                free = mention.end
                yield mention


def _grown(page: Page, name: Name, free: int) -> ActorMention | None:
    """Return the mention that the name stands in: with the noun phrase after it, or the office "of" it before.

    A state's envoy to an organisation ("U.N. ambassador") is not the organisation's: there the name is passed over.
    """
    if name.entry.form == Form.ORGANISATION and _envoy_to(page, name):
        return None
    noun = noun_from(page, name.end)
    if noun and _binds(page, name, noun):
        return _titled(page, name, Noun(name.start, noun.end, noun.head, noun.kind))
    if (office := _office_of(page, name, free)) is not None:
        start, head, kind = office
        return _titled(page, name, Noun(start, name.end, head, kind))
    form = _FORMS[name.entry.form]
    own = page.kind(name.end - 1) in {"OFFICE", "HEAD"} and name.end - name.start > 1
    words = page.words(name.start, name.end).lower() if own else None
    return ActorMention(
        name.start, name.end, name.end - 1, (name.entry.code,), name.entry.name, form, office=words
    )


def _envoy_to(page: Page, name: Name) -> bool:
    """Say whether an envoy follows an organisation's name: the one that a state sends to it."""
    noun = noun_from(page, name.end)
    return (
        noun is not None
        and not noun.possessive
        and page.doc[noun.head].lower_ in _ENVOYS
        and noun.kind == "OFFICE"
    )


def _binds(page: Page, name: Name, noun: Noun) -> bool:
    """Say whether the noun phrase right after a name belongs to it."""
    if noun.possessive or name.entry.form == Form.ADJECTIVE:
        return True
    # An "Afghanistan specialist" is nobody's but knows Afghanistan; an "Afghan specialist" is Afghan.
    if name.entry.form == Form.PEOPLE or page.doc[noun.head].lemma_.lower() in _STUDENTS:
        return False
    token = page.doc[name.end - 1]
    return token.dep_ in {"compound", "nmod", "amod", "poss"} and token.head.i > token.i


def _titled(page: Page, name: Name, noun: Noun) -> ActorMention:
    """Return the mention of a whole noun phrase that holds the name."""
    start, end, head, kind = noun.start, noun.end, noun.head, noun.kind
    code = coded(name.entry.code, kind)
    if kind in {"OFFICE", "HEAD"} and is_former(page, start, head):
        code = coded(name.entry.code.partition(":")[0], "CIV")
    form = "title" if name.entry.form in STATE_FORMS else "organisation"
    return ActorMention(
        start,
        end,
        head,
        (code,),
        page.words(start, end),
        form,
        office=office_words(page, name, start, end, kind),
    )


def office_words(page: Page, name: Name | None, start: int, end: int, kind: str) -> str | None:
    """Return the office in a phrase without the state's name: "Russia's foreign minister" is "foreign minister"."""
    if kind in {"BODY", "ASSET", "STATE", "GROUP"}:
        return None
    if name and name.start == start:
        start = name.end + (name.end < end and page.doc[name.end].tag_ == "POS")
    elif name:
        end = name.start
        while end > start and page.doc[end - 1].lower_ in {"of", "the", "for"}:
            end -= 1
    return page.words(start, end).lower() or None


def is_former(page: Page, start: int, head: int) -> bool:
    """Say whether a phrase is marked as former, right before it or within."""
    return any(page.doc[i].lower_ in _FORMER for i in range(max(0, start - 2), head))


def _office_of(page: Page, name: Name, free: int) -> tuple[int, int, str] | None:
    """Return where the office or body "of" the named state begins, its head and its kind: "the president of" France."""
    doc, i = page.doc, name.start - 1
    if name.end < len(doc) and doc[name.end].tag_ == "HYPH":
        return None
    while i >= free and doc[i].lower_ in {"the", "then"}:
        i -= 1
    if i <= free or doc[i].lower_ != "of":
        return None
    for start in range(max(free, i - 8), i):
        noun = noun_from(page, start)
        if noun and noun.end == i and noun.start == start:
            return start, noun.head, noun.kind
    return None
