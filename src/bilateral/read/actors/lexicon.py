"""The lexicon of actors: names of states, organisations, organs, groups and leaders, as one trie of words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TypeAlias

WORD = re.compile(r"\w+|[^\w\s]")
"""The pieces into which names and texts are cut alike, so that no tokeniser stands between them."""


class Form(StrEnum):
    """What kind of name an entry of the lexicon is."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    ORGANISATION = "organisation"
    BODY = "body"
    GROUP = "group"
    PLACE = "place"
    LEADER = "leader"
    NONE = "none"


HEADS = ("president", "prime minister", "chancellor", "premier", "king", "emir", "leader", "pope")
"""Offices of heads of state and government."""

_LED = frozenset({*HEADS, "foreign minister", "secretary of state", "foreign secretary", "secretary-general"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a name. ``sure`` is false where the words are common and need the context's support."""

    code: str
    form: Form
    name: str
    sure: bool = True
    office: str = ""
    start: str = ""
    end: str = ""

    @property
    def leads(self) -> bool:
        """Whether the office is that of a head of state or government, or of a foreign minister."""
        return self.office in _LED


_BODIES = (("bodies.tsv", Form.BODY), ("groups.tsv", Form.GROUP), ("places.tsv", Form.PLACE))
_PEOPLE = ("officials.tsv", "ministers.tsv")
_SURNAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "HKG", "SGP", "KHM", "VNM", "MMR"})
# States that are no more; their names stand among the organs of states.
_PAST_STATES = frozenset({"SUN", "YUG", "DDR", "CSK", "SCG"})
# The article before a surname, which newspapers leave off: "al-Assad" is "Assad".
_ARTICLE = re.compile(r"(?:al|el|as|ar|ash|an)-(?=\w)", re.IGNORECASE)
# Letters that have no decomposition into a plain one and an accent.
_PLAIN = str.maketrans("\u0141\u0142\u00d8\u00f8\u0110\u0111\u0131", "LlOoDdi")
Trie: TypeAlias = dict[str, "Trie | tuple[Entry, ...]"]
# The key under which a node of the trie keeps the entries that end there; no word is empty.
END = ""


def key(word: str) -> str:
    """Return the form under which a word is stored: apostrophes made one, words in capitals in title case.

    Capitals up to three letters are kept, so that "US" is never "us".
    """
    if word == "\u2019":
        return "'"
    return word.capitalize() if len(word) > 3 and word.isupper() else word


@dataclass(frozen=True)
class Lexicon:
    """All that is known of actors before an article is read."""

    trie: Trie
    display: dict[str, str]
    nouns: dict[str, str]
    surnames: dict[str, tuple[Entry, ...]]
    states: frozenset[str]
    origins: dict[str, tuple[str, ...]]

    def kind(self, noun: str) -> str | None:
        """Return the kind of a noun for people or bodies that act (``OFFICE``, ``BODY``, ``COM``, …), or None."""
        word = noun.lower()
        for form in singulars(word):
            if form in self.nouns:
                return self.nouns[form]
        return None


def singulars(word: str) -> Iterator[str]:
    """Yield the word and what it may be the plural of."""
    yield word
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]


def rows(file: str) -> Iterator[list[str]]:
    """Yield the rows of one of the lexicon's tables, comments left out."""
    text = resources.files("bilateral.lexicon").joinpath(file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def names_in(cell: str) -> Iterator[tuple[str, bool]]:
    """Yield the names in a cell, each with whether it is sure; a question mark after a name says that it is not."""
    for name in filter(None, cell.split("|")):
        yield name.removesuffix("?"), not name.endswith("?")


def state_entries() -> Iterator[tuple[str, Entry]]:
    """Yield every name of every state with its meaning."""
    forms = (Form.NAME, Form.ADJECTIVE, Form.PEOPLE, Form.CAPITAL)
    for code, display, *cells in rows("states.tsv"):
        for form, cell in zip(forms, cells, strict=True):
            for name, sure in names_in(cell):
                yield name, Entry(code, form, display, sure)


def shared_entries() -> Iterator[tuple[str, Entry]]:
    """Yield each name that several states share, once for each of them."""
    for name, form, codes in rows("shared_names.tsv"):
        for code in codes.split("|"):
            yield name, Entry(code, Form(form), name)


def body_entries() -> Iterator[tuple[str, Entry]]:
    """Yield every name of an organisation, organ of state or group with its meaning."""
    for code, display, cell in rows("organisations.tsv"):
        yield from ((name, Entry(code, Form.ORGANISATION, display, sure)) for name, sure in names_in(cell))
    for file, form in _BODIES:
        for code, cell, *dates in rows(file):
            start, end = dates or ("", "")
            for name, sure in names_in(cell):
                yield name, Entry(code, form, name, sure, "", start, end)


def without_accents(name: str) -> str:
    """Return a name without diacritics, as most newspapers write it."""
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    return "".join(c for c in plain if not unicodedata.combining(c))


def folded(word: str) -> str:
    """Return a word in lower case without diacritics."""
    return without_accents(word).lower()


def leader_entries() -> Iterator[Entry]:
    """Yield everyone in the tables of people in office; some are known by surname alone.

    Whom our own tables hold, the tables made from snapshots do not tell again: these join all of someone's times in
    office to one stretch, and give many only a surname.
    """
    own = [entry for file in _PEOPLE for entry in entries_of(file)]
    known: dict[tuple[str, str], list[set[str]]] = {}
    for entry in own:
        words = set(folded(entry.name).replace("-", " ").split())
        for word in words:
            known.setdefault((entry.code, word), []).append(words)
    yield from own
    for entry in entries_of("leaders.tsv"):
        words = set(folded(entry.name).replace("-", " ").split())
        if not any(words <= others for others in known.get((entry.code, min(words)), ())):
            yield entry


def entries_of(file: str) -> Iterator[Entry]:
    """Yield the people of one table, once for each spelling of the name."""
    for names, code, office, start, end in rows(file):
        for name in names.split("|"):
            yield Entry(code, Form.LEADER, name, sure=True, office=office, start=start, end=end)


def by_surname() -> dict[str, tuple[Entry, ...]]:
    """Return people in office by the name that newspapers use alone, folded: see `surnames_of`."""
    found: dict[str, dict[Entry, None]] = {}
    for entry in leader_entries():
        for name in surnames_of(entry):
            found.setdefault(name, {})[entry] = None
    return {name: tuple(entries) for name, entries in found.items()}


def surnames_of(entry: Entry) -> Iterator[str]:
    """Yield the last of someone's names, or the first in East Asia's order, with and without an article before it."""
    words = [word for word in entry.name.split() if word.rstrip(".") not in {"Jr", "III"}]
    names = [words[-1], words[0]] if len(words) > 1 and entry.code in _SURNAME_FIRST else words[-1:]
    for name in names:
        yield from dict.fromkeys((folded(name), folded(_ARTICLE.sub("", name))))


def other_entries() -> Iterator[tuple[str, Entry]]:
    """Yield leaders, and phrases that hold an actor's name and mean none."""
    for entry in leader_entries():
        if " " in entry.name:
            yield from ((name, entry) for name in {entry.name: 0, without_accents(entry.name): 0})
    for (name,) in rows("not_actors.txt"):
        yield name, Entry("", Form.NONE, name)


def insert(trie: Trie, name: str, entry: Entry) -> None:
    """Put one meaning of a name into the trie."""
    node = trie
    for word in WORD.findall(name):
        node = node.setdefault(key(word), {})  # type: ignore[assignment]
    known = node.get(END, ())
    if isinstance(known, tuple) and entry not in known:
        node[END] = (*known, entry)


@cache
def word_sets() -> dict[str, frozenset[str]]:
    """Return the small sets of words by name, read once a process."""
    return {name: frozenset(cell.split("|")) for name, cell in rows("actor_words.tsv")}


def by_given_name() -> dict[str, tuple[str, ...]]:
    """Return the states where a given name is at home, by the name."""
    found: dict[str, tuple[str, ...]] = {}
    for codes, names in rows("given_names.tsv"):
        for name in names.split("|"):
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *codes.split("|"))))
    return found


@cache
def load_lexicon() -> Lexicon:
    """Load the lexicon once a process."""
    trie: Trie = {}
    display: dict[str, str] = {}
    for entries in (state_entries(), body_entries(), shared_entries(), other_entries()):
        for name, entry in entries:
            insert(trie, name, entry)
            if entry.form in {Form.NAME, Form.ADJECTIVE, Form.ORGANISATION}:
                display.setdefault(entry.code, entry.name)
    nouns: dict[str, str] = {}
    for kind, cell in rows("role_nouns.tsv"):
        mark = "~" if kind.startswith("~") else ""
        for noun in cell.split("|"):
            nouns.setdefault(mark + noun, kind.removeprefix("~"))
    states = frozenset(code for code, *_ in rows("states.tsv")) | _PAST_STATES
    return Lexicon(trie, display, nouns, by_surname(), states, by_given_name())
