"""Names of states, organisations and bodies with the noun phrases that they begin or end.

"Russian troops", "Vietnam's foreign ministry", "the president of France" and "Moscow police" are each one
mention; a demonym before anything else ("the Russian war") is a mention of its own that only modifies.
"""

from collections.abc import Iterator
from dataclasses import replace

from bilateral.read.actors.lexicon import Form, load_lexicon, word_sets
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
# Codes besides those of states to which companies, people and so on are told.
_WITH_KINDS = frozenset({"EU", "INT"})
# Kinds of noun that speak for the state itself and so leave the code as it is.
_OF_STATE = frozenset({"OFFICE", "BODY", "ASSET", "STATE", "HEAD"})
_ENVOYS = word_sets()["envoy"]
_STUDENTS = word_sets()["student"]
_SERVING = word_sets()["serving"]
_OF = frozenset({"of", "for", "at", "with"})
# Kinds of noun for people, whose words before or after the state are an office.
_PERSONAL = frozenset({"OFFICE", "HEAD", "CIV", "COM", "MED", "ARM", "NGO", "PARTY"})
_RELATIONAL = word_sets()["relational"]
_FORMER = word_sets()["former"]
_BACKED = tuple(word_sets()["backed"])
_JOINED = tuple("-" + word for word in _BACKED)


def coded(code: str, kind: str) -> str:
    """Return an actor's code with the kind of the noun that follows its name: RUS and COM make RUS:COM.

    Who sits for a party in an office of state ("a Tory minister") acts for the state.
    """
    if kind == "OFFICE" and code.endswith(":PARTY"):
        return code.partition(":")[0]
    if kind in _OF_STATE or ":" in code or (code not in load_lexicon().states and code not in _WITH_KINDS):
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
    noun = None if _behind(page, name) else noun_from(page, name.end)
    if noun and _binds(page, name, noun):
        inner = _grown_title(page, name, Noun(name.start, noun.end, noun.head, noun.kind))
    else:
        inner = _plain(page, name)
    return _headed(page, name, inner, free) or inner


def _behind(page: Page, name: Name) -> bool:
    """Say whether a state only stands behind what follows: "Russian-backed" and "pro-Russian forces" are not Russian."""
    doc, end = page.doc, name.end
    if name.start > 1 and doc[name.start - 1].text == "-" and doc[name.start - 2].lower_ in {"pro", "anti"}:
        return True
    apart = end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_.startswith(_BACKED)
    return apart or doc[end - 1].lower_.endswith(_JOINED)


def _plain(page: Page, name: Name) -> ActorMention:
    """Return the name by itself; some organs' names end in an office ("U.S. Trade Representative")."""
    own = page.kind(name.end - 1) in {"OFFICE", "HEAD"} and name.end - name.start > 1
    office = page.words(name.start, name.end).lower() if own else None
    codes, form = (name.entry.code,), _FORMS[name.entry.form]
    return ActorMention(name.start, name.end, name.end - 1, codes, name.entry.name, form, office=office)


def _envoy_to(page: Page, name: Name) -> bool:
    """Say whether an envoy follows an organisation's name: the one that a state sends to it."""
    noun = noun_from(page, name.end)
    # "The UN envoy for Syria" is the organisation's own; its "ambassador" is a state's.
    before = page.doc[name.start - 1].tag_ if name.start else ""
    alone = noun is not None and name.end + 1 == noun.end and before not in {"POS", "JJ", "NN", "NNP"}
    if noun and alone and page.doc[noun.head].lower_ in {"envoy", "envoys"}:
        return False
    return (
        noun is not None
        and not noun.possessive
        and page.doc[noun.head].lower_ in _ENVOYS
        and noun.kind == "OFFICE"
    )


def _binds(page: Page, name: Name, noun: Noun) -> bool:
    """Say whether the noun phrase right after a name belongs to it."""
    # "Russia's ally" is somebody else.
    if page.singular(page.doc[noun.head]) in _RELATIONAL:
        return False
    if noun.possessive or name.entry.form == Form.ADJECTIVE:
        return True
    # An "Afghanistan specialist" is nobody's but knows Afghanistan; an "Afghan specialist" is Afghan.
    if name.entry.form == Form.PEOPLE or page.doc[noun.head].lemma_.lower() in _STUDENTS:
        return False
    token = page.doc[name.end - 1]
    return token.dep_ in {"compound", "nmod", "amod", "poss"} and token.head.i > token.i


def _grown_title(page: Page, name: Name, noun: Noun) -> ActorMention:
    """Return the mention of a whole noun phrase that holds the name."""
    start, end, head, kind = noun.start, noun.end, noun.head, noun.kind
    code = coded(name.entry.code, kind)
    if kind in {"OFFICE", "HEAD"} and is_former(page, start, head):
        code = coded(name.entry.code.partition(":")[0], "CIV")
    form = "title" if name.entry.form in STATE_FORMS else "organisation"
    office = _office_after(page, name, noun)
    return ActorMention(start, end, head, (code,), page.words(start, end), form, office=office)


def _office_after(page: Page, name: Name, noun: Noun) -> str | None:
    """Return the office after a state's name: "Russia's foreign minister" is "foreign minister"."""
    start = name.end + (name.end < noun.end and page.doc[name.end].tag_ == "POS")
    return page.words(start, noun.end).lower() if noun.kind in _PERSONAL and start < noun.end else None


def is_former(page: Page, start: int, head: int) -> bool:
    """Say whether a phrase is marked as former, right before it or within."""
    return any(page.doc[i].lower_ in _FORMER for i in range(max(0, start - 2), head))


def _headed(page: Page, name: Name, inner: ActorMention, free: int) -> ActorMention | None:
    """Return the mention with the office or body "of" it: "the president of" France, "a spokesman for" Hamas."""
    doc, i = page.doc, name.start - 1
    bare = inner.end == name.end and name.entry.form in {Form.ADJECTIVE, Form.PEOPLE}
    if bare or (
        inner.end < len(doc)
        and (doc[inner.end].tag_ == "HYPH" or (inner.end in page.people and inner.office))
    ):
        return None
    while i >= free and doc[i].lower_ in {"the", "then", "a", "an"}:
        i -= 1
    noun = _noun_before(page, i, free) if i > free and doc[i].lower_ in _OF else None
    if noun is None or (doc[i].lower_ != "of" and doc[noun.head].lemma_.lower() not in _SERVING):
        return None
    base = inner.codes[0]
    former = noun.kind in {"OFFICE", "HEAD"} and is_former(page, noun.start, noun.head)
    code = coded(base.partition(":")[0], "CIV") if former else coded(base, noun.kind)
    words = page.words(noun.start, noun.end).lower() if noun.kind in _PERSONAL else None
    whole = page.words(noun.start, inner.end)
    form = "title" if name.entry.form in STATE_FORMS else "organisation"
    return ActorMention(noun.start, inner.end, noun.head, (code,), whole, form, office=words)


def _noun_before(page: Page, end: int, free: int) -> Noun | None:
    """Return the longest noun phrase that ends right before a token."""
    for start in range(max(free, end - 8), end):
        noun = noun_from(page, start)
        if noun and noun.end == end and noun.start == start:
            return noun
    return None


def titled(page: Page, noun: Noun, codes: tuple[str, ...], meant: ActorMention | None) -> ActorMention:
    """Return the mention of the phrase, as the same actor (and person) as what it points back to."""
    words = page.words(noun.start, noun.end)
    office = words.lower() if noun.kind in {"OFFICE", "HEAD"} else None
    made = ActorMention(noun.start, noun.end, noun.head, codes, words, "title", office=office)
    return (
        replace(made, name=meant.name, person=meant.person, office=meant.office or office) if meant else made
    )
