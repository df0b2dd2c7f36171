"""Offices, bodies and people named without their state: "the ministry", "his government", "Western countries"."""

from functools import partial

from spacy.tokens import Token

from bilateral.read.actors.backing import backed_by, backer_of
from bilateral.read.actors.forces import nameless
from bilateral.read.actors.history import History
from bilateral.read.actors.lexicon import word_sets
from bilateral.read.actors.nouns import Noun, noun_from
from bilateral.read.actors.offices import american, belonging, can_be_of, opening, presiding, seated
from bilateral.read.actors.page import AFTER_OFFICES, Page
from bilateral.read.actors.phrases import coded, is_former, titled
from bilateral.read.actors.pronouns import pronoun_mention
from bilateral.read.findings import ActorMention

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_STATE_KINDS = frozenset({"OFFICE", "BODY", "STATE"})
_STATES = word_sets()["state nouns"]
_LANDS = frozenset({"country", "nation", "kingdom", "republic"})
_OTHERS = frozenset({"other", "neighboring", "neighbouring", "allied"})
_MINISTRIES = frozenset({"ministry", "ministries", "office", "affairs"})
_COUNTERPARTS = frozenset({"counterpart", "counterparts"})
# What an organisation is called again, and which codes it may then have; any organisation where none are given.
_CALLED = {
    "bloc": frozenset(
        {"EU", "ASEAN", "MERCOSUR", "EAEU", "ECOWAS", "BRICS", "G7", "G20", "AU", "SCO", "GCC"}
    ),
    "alliance": frozenset({"NATO", "CSTO", "WARSAWPACT"}),
    "agency": frozenset({"IAEA", "UNHCR", "WHO", "UNICEF", "WADA", "UNRWA"}),
    "council": frozenset({"UNSC", "UNHRC", "COE"}),
    "court": frozenset({"ICC", "ICJ", "ECHR", "PCA", "ICTY"}),
    "fund": frozenset({"IMF", "WORLDBANK"}),
    "organisation": frozenset(),
}
# What a group that is no state is called again, by the second half of its code.
_GROUPS = {"company": "COM", "armed group": "ARM", "newspaper": "MED"}


def described(page: Page, history: History, i: int, ahead: dict[int, ActorMention]) -> ActorMention | None:
    """Return the office, body or noun for people that begins at token ``i`` without its state's name, if one does."""
    noun = _phrase_at(page, i, ahead)
    if noun is None:
        return None
    before = page.doc[i - 1] if i else None
    if before is not None and before.tag_ == "PRP$":
        return _owned(page, history, noun, before)
    definite = before is not None and before.lower_ in DEFINITE
    if backer := backer_of(page, i):
        return backed_by(page, noun, backer, ahead)
    codes, meant = _told(page, noun, ahead, definite=definite), None
    if not codes and definite and (meant := _again(page, history, noun)):
        codes = meant.codes
    if not codes and (code := nameless(page, history, noun, ahead) or _unnamed(page, noun)):
        codes = (code,)
    if not codes:
        return _of_topic(page, history, noun, ahead, definite=definite)
    return titled(page, noun, codes, meant)


def _phrase_at(page: Page, i: int, ahead: dict[int, ActorMention]) -> Noun | None:
    """Return the noun phrase that acts and begins at a token, if no name stands in it."""
    noun = noun_from(page, i)
    if noun is None or noun.start != i or noun.head in page.masked or _named(page, noun):
        return None
    return None if any(j in ahead for j in range(i, noun.end)) else noun


def _told(
    page: Page, noun: Noun, ahead: dict[int, ActorMention], *, definite: bool
) -> tuple[str, ...] | None:
    """Return the codes that the words around the phrase tell by themselves, without what came before."""
    if shared := _shared(page, noun, ahead):
        return shared.codes
    code = presiding(page, noun, ahead) or (definite and _placed(page, noun, ahead)) or None
    return (code,) if code else None


def _placed(page: Page, noun: Noun, ahead: dict[int, ActorMention]) -> str | None:
    """Return the state of a government or its office that the words right after it tell."""
    if noun.kind not in _STATE_KINDS or page.singular(page.doc[noun.head]) in word_sets()["unbound"]:
        return None
    return belonging(page, noun, ahead) or seated(page, noun, ahead)


def _shared(page: Page, noun: Noun, ahead: dict[int, ActorMention]) -> ActorMention | None:
    """Return the office that "and" joins to this one and that names the state of both: "envoy and consul of" Chile."""
    doc, end = page.doc, noun.end
    end += end < len(doc) and doc[end].lower_ in AFTER_OFFICES
    joined = end < len(doc) and doc[end].lower_ == "and"
    other = ahead.get(end + 1) if joined and noun.kind in _STATE_KINDS else None
    return other if other and other.form == "title" and other.head < other.end - 1 and other.office else None


def _named(page: Page, noun: Noun) -> bool:
    """Say whether the phrase holds a proper name that the lexicon does not know ("the Rio Group")."""
    inner = (page.doc[i] for i in range(noun.start, noun.head))
    return any(
        t.tag_ == "NNP" and page.kind(t.i) is None and t.lower_ not in word_sets()["portfolio"] for t in inner
    )


def _unnamed(page: Page, noun: Noun) -> str | None:
    """Return the code of a group of states or people that no name tells: "Western countries", "foreign fighters"."""
    head = page.doc[noun.head]
    if head.tag_ not in {"NNS", "NNPS"}:
        return None
    bound = page.singular(head) not in word_sets()["unbound"]
    if bound and noun.kind in _STATE_KINDS and _of_nations(page, noun):
        return "INT"
    before = {page.doc[i].lower_ for i in range(noun.start, noun.head)}
    # A "foreign ministry official" is a state's own.
    far = before & word_sets()["world"] - ({"foreign"} if before & _MINISTRIES else set())
    if not far or noun.kind in {"ASSET", "GROUP"} or (far <= _OTHERS and page.singular(head) not in _STATES):
        return None
    if noun.kind in _STATE_KINDS:
        return "EU" if "european" in before else "INT"
    return f"INT:{noun.kind}"


def _of_nations(page: Page, noun: Noun) -> bool:
    """Say whether the words after a plural tell of several states without a name: "leaders of the five" nations."""
    doc, end = page.doc, noun.end
    if end >= len(doc) or doc[end].lower_ not in {"of", "from"}:
        return False
    for i in range(end + 1, min(end + 6, len(doc))):
        if i in page.names or doc[i].lower_ in {"both", "two", "their", "our"}:
            return False
        if doc[i].tag_.startswith("NN"):
            return doc[i].tag_ == "NNS" and page.singular(doc[i]) in _LANDS
    return False


def _owned(page: Page, history: History, noun: Noun, owner: Token) -> ActorMention | None:
    """Return "his government", "their ministers": the owner's; "his counterpart": the other side's."""
    mention = pronoun_mention(history, owner, {})
    others = page.singular(page.doc[noun.head]) in word_sets()["relational"]
    if mention is None or len(mention.codes) > 1 or noun.kind in {"CIV", "GROUP"} or others:
        return None
    if page.doc[noun.head].lower_ in _COUNTERPARTS:
        other = history.last(noun.start, 2, lambda m: is_state(m) and m.codes[0] not in mention.codes)
        return titled(page, noun, other.codes, None) if other else None
    return titled(page, noun, (coded(mention.codes[0].partition(":")[0], noun.kind),), None)


def _again(page: Page, history: History, noun: Noun) -> ActorMention | None:
    """Return what a definite phrase names again: the same noun met before, who holds the office, the body."""
    same = history.last(noun.start, 12, lambda m: _same_noun(page, m, noun))
    if same:
        return same
    word = page.doc[noun.head].lower_
    met = []
    for name, kind in _GROUPS.items():
        if word in word_sets()[name] and noun.kind in {kind, "GROUP"}:
            met.append(history.last(noun.start, 6, partial(_is_group, kind=kind)))
    for name, codes in _CALLED.items():
        if word in word_sets()[name] and noun.kind in {"BODY", "GROUP", "NGO"}:
            met.append(history.last(noun.start, 6, partial(_is_body, codes=codes)))
    return max(filter(None, met), key=lambda mention: mention.start, default=None)


def _same_noun(page: Page, mention: ActorMention, noun: Noun) -> bool:
    """Say whether a mention is headed by the noun, or is a person who holds the office that it names."""
    if mention.form in {"pronoun", "group"}:
        return False
    if mention.office and noun.kind in {"OFFICE", "HEAD"}:
        wanted = page.words(noun.start, noun.end).lower()
        return mention.office == wanted or mention.office.endswith(" " + wanted)
    named = mention.form in {"title", "organisation"} and page.singular(page.doc[noun.head]) not in _STATES
    return named and page.doc[mention.head].lower_ == page.doc[noun.head].lower_


def _of_topic(
    page: Page, history: History, noun: Noun, ahead: dict[int, ActorMention], *, definite: bool
) -> ActorMention | None:
    """Return a body or office of the state that is being spoken of: "the government", "officials"."""
    head = page.doc[noun.head]
    plural = head.tag_ in {"NNS", "NNPS"}
    countries = plural and page.singular(head) in _STATES
    other = page.doc[noun.start].lower_ in _OTHERS
    unbound = page.singular(head) in word_sets()["unbound"] | word_sets()["relational"]
    unbound = unbound or head.lower_ in _COUNTERPARTS
    if noun.kind not in _STATE_KINDS or countries or other or unbound or not (definite or plural):
        return None
    code = seated(page, noun, ahead) or _topic(page, history, noun, ahead)
    if code is None:
        return None
    former = noun.kind == "OFFICE" and is_former(page, noun.start, noun.head)
    return titled(page, noun, (coded(code, "CIV" if former else noun.kind),), None)


def _topic(page: Page, history: History, noun: Noun, ahead: dict[int, ActorMention]) -> str | None:
    """Return the state that is being spoken of, of those that can have what the noun names."""
    if american(page, noun):
        return "USA"
    if there := opening(page, noun, ahead):
        return there
    # "The country" is the one named last; a government's words go on about the one that acts.
    find = history.last if page.singular(page.doc[noun.head]) in _LANDS else history.salient
    states, words = page.lexicon.states, page.words(noun.start, noun.end).lower()

    def fits(mention: ActorMention) -> bool:
        return is_state(mention) and mention.codes[0] in states and can_be_of(words, mention.codes[0])

    topic = find(noun.start, 2, fits)
    if topic:
        return topic.codes[0]
    ranked = (code for code, _ in page.context.counts.most_common())
    return next((code for code in ranked if code in states and can_be_of(words, code)), None)


def is_state(mention: ActorMention) -> bool:
    """Say whether a mention stands for one state by more than a pronoun."""
    return len(mention.codes) == 1 and len(mention.codes[0]) == 3 and mention.form != "pronoun"


def _is_group(mention: ActorMention, kind: str) -> bool:
    """Say whether a mention stands for a group of a kind that is no state."""
    return mention.codes[0].endswith(f":{kind}")


def _is_body(mention: ActorMention, codes: frozenset[str]) -> bool:
    """Say whether a mention stands for one of these organisations, or for any where none are given."""
    one = (
        len(mention.codes) == 1 and mention.form in {"organisation", "person"} and ":" not in mention.codes[0]
    )
    return one and (mention.codes[0] in codes if codes else mention.form == "organisation")
