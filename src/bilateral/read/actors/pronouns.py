"""Pronouns: the nearest fitting person for "he" and "she", state or body for "it", the speaker (or the government that
publishes the text) for "we".
"""

from collections.abc import Iterator

from spacy.tokens import Token

from bilateral.read.actors.history import History
from bilateral.read.actors.lexicon import word_sets
from bilateral.read.findings import ActorMention

_GENDER = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_THINGS = frozenset({"it", "its"})
_MANY = frozenset({"they", "their", "them"})
_OWN = frozenset({"we", "our", "us", "i", "my", "me"})


def pronoun_mention(history: History, token: Token, ahead: dict[int, ActorMention]) -> ActorMention | None:
    """Return the pronoun as a mention of what it stands for; None where that is not plain.

    ``ahead`` holds the mentions that begin after the pronoun, for the speaker named after a quotation.
    """
    word = token.lower_
    if word in _GENDER:
        meant = _person(history, token, _GENDER[word])
    elif word in _THINGS:
        meant = _thing(history, token)
    elif word in _MANY:
        meant = _several(history, token)
    elif word in _OWN:
        meant = _speaker(history, token, ahead) if history.quoted(token.i) else history.author
    else:
        return None
    if meant is None:
        return None
    role = "modifier" if token.tag_ == "PRP$" else "actor"
    return ActorMention(
        token.i, token.i + 1, token.i, meant.codes, meant.name, "pronoun", role, meant.person, meant.office
    )


def _person(history: History, token: Token, gender: str) -> ActorMention | None:
    """Return the person whom "he" or "she" means: the last subject, else the last named, of no other gender."""
    if gender == "female":
        known = history.salient(token.i, 3, lambda m: gender_of(m) == gender)
        if known:
            return known

    def fits(mention: ActorMention) -> bool:
        named = bool(mention.person) and gender_of(mention) in {gender, None}
        return named or _holder(history, mention, gender)

    if token.dep_ == "nsubj" and token.head.lemma_ in word_sets()["speech"]:
        # Who is said to speak is mostly who spoke before, unless the text has gone over to someone else since.
        spoke = history.last(token.i, 2, lambda m: fits(m) and _speaks(history, m))
        since = history.sentence(token.i) - history.sentence(spoke.start) - 1 if spoke else -1
        if spoke and history.last(token.i, since, lambda m: fits(m) and _acts_aloud(history, m)) is None:
            return spoke
    return history.salient(token.i, 3, fits)


def _acts_aloud(history: History, mention: ActorMention) -> bool:
    """Say whether a mention is a subject outside quotation marks."""
    return history.is_subject(mention) and not history.quoted(mention.start)


def _holder(history: History, mention: ActorMention, gender: str) -> bool:
    """Say whether a title without a name is one person's: "the Russian foreign minister"; not who a transcript names."""
    single = mention.form == "title" and bool(mention.office) and len(mention.codes) == 1
    if history.doc[mention.end : mention.end + 1].text == ":":
        return False
    return single and not (mention.office or "").endswith("s") and gender_of(mention) in {gender, None}


def gender_of(mention: ActorMention) -> str | None:
    """Return the gender that the office or the first name shows, if any."""
    words = (mention.office or "").split()
    first = (mention.person or "").split()[:1]
    if any(word in word_sets()["female"] for word in words) or any(
        w in word_sets()["female names"] for w in first
    ):
        return "female"
    return "male" if any(word in word_sets()["male"] for word in words) else None


def _thing(history: History, token: Token) -> ActorMention | None:
    """Return the state or body that "it" means, where the verb is one of acting or speaking."""
    if token.tag_ == "PRP" and (token.dep_ != "nsubj" or _dummy(token)):
        return None
    return history.salient(token.i, 1, lambda m: len(m.codes) == 1 and not m.person and not _sole(m))


def _dummy(token: Token) -> bool:
    """Say whether "it" stands for nothing: "it is", "it looks as if", "make it clear"."""
    made = token.i > 0 and token.doc[token.i - 1].lemma_ in {"make", "find"}
    return made or token.head.lemma_ in word_sets()["impersonal"]


def _sole(mention: ActorMention) -> bool:
    """Say whether a mention is a pronoun, or one person by the office: "the president" is no "it"."""
    holder = mention.form == "title" and (mention.office or "s")[-1] != "s"
    return mention.form == "pronoun" or holder


def _several(history: History, token: Token) -> ActorMention | None:
    """Return the group or plural that "they" means, where it was the last subject: "X and Y" too, or X who met Y."""
    plural = history.salient(token.i, 1, lambda m: _plural(history, m) and history.is_subject(m))
    for sentences in (0, 1):
        joined = _joined_subjects(history, token, sentences)
        if joined and (plural is None or plural.start < joined.start):
            return joined
    return plural


def _joined_subjects(history: History, token: Token, back: int) -> ActorMention | None:
    """Return the subjects of a sentence as one group, where two or more actors are joined there or met each other."""
    here = history.sentence(token.i) - back
    met = [m for m in history.back(token.i, back) if history.sentence(m.start) == here]
    heads = {m.head: m for m in met if m.form not in {"group", "pronoun", "place"} and ":" not in m.codes[0]}
    for i, mention in sorted(heads.items(), reverse=True):
        head = history.doc[i]
        if head.dep_ not in {"nsubj", "nsubjpass"}:
            continue
        others = [heads[t.i] for t in (*head.conjuncts, *_met_with(head.head)) if t.i in heads]
        codes = tuple(dict.fromkeys(m.codes[0] for m in (mention, *others)))
        if others and len(codes) > 1:
            words = history.doc[mention.start : others[-1].end].text
            return ActorMention(mention.start, mention.end, i, codes, words, "group")
    return None


def _met_with(verb: Token) -> Iterator[Token]:
    """Yield those with whom the subject of a verb of meeting met or spoke."""
    if verb.lemma_ not in word_sets()["meeting"]:
        return
    for child in verb.children:
        if child.dep_ == "dobj":
            yield child
        if child.dep_ == "prep" and child.lower_ in {"with", "to"}:
            yield from (t for t in child.children if t.dep_ == "pobj")


def _plural(history: History, mention: ActorMention) -> bool:
    return len(mention.codes) > 1 or history.doc[mention.head].tag_ in {"NNS", "NNPS"}


def _speaker(history: History, token: Token, ahead: dict[int, ActorMention]) -> ActorMention | None:
    """Return who says "we" inside quotation marks: the subject of the verb of speech in the sentence.

    Where the sentence has none, the quotation goes on from the sentence before it in the paragraph, else it is said by
    whom the next sentence shows speaking.
    """
    here = history.sentence(token.i)
    coming = [
        m
        for m in ahead.values()
        if m.start > token.i and history.sentence(m.start) - here <= 1 and _speaks(history, m)
    ]
    if coming and history.sentence(coming[0].start) == here:
        return coming[0]
    if told := _told(history, token):
        return told
    before = history.last(token.i, 2, lambda m: _speaks(history, m))
    if before and (not coming or _goes_on(history, before, token)):
        return before
    return coming[0] if coming else before


def _told(history: History, token: Token) -> ActorMention | None:
    """Return whom "he said" after the quotation means, in the same sentence."""
    for other in token.doc[token.i + 1 : token.sent.end]:
        gender = _GENDER.get(other.lower_)
        if gender and other.dep_ == "nsubj" and other.head.lemma_ in word_sets()["speech"]:
            return None if history.quoted(other.i) else _person(history, other, gender)
    return None


def _goes_on(history: History, speaker: ActorMention, token: Token) -> bool:
    """Say whether a speaker stands in the sentence before a token or in its own, in the same paragraph."""
    near = history.sentence(token.i) - history.sentence(speaker.start) <= 1
    return near and "\n" not in token.doc[speaker.start : token.i].text


def _speaks(history: History, mention: ActorMention) -> bool:
    """Say whether the mention is the subject of a verb of speech outside the quotation."""
    head = history.doc[mention.head]
    return head.dep_ == "nsubj" and head.head.lemma_ in word_sets()["speech"]
