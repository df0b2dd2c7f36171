"""What the words for a speaker stand for: a person, a body, a text, a land, or nothing that has words of its own."""

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from bilateral.read.findings import Findings
from bilateral.read.statements.source import antecedent
from bilateral.read.statements.words import word_list

# What only carries someone's words: "the statement said" is who issued it.
CARRIERS = word_list("carriers")
TEXTS = word_list("texts")
BODIES = word_list("bodies")
LANDS = word_list("lands")
PEOPLE_GROUPS = word_list("groups of people")
DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "both", "their", "his", "her", "its", "our", "my"}
)
SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
PLURAL = frozenset({"they", "them", "their"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
# What may cling to a name at either end.
LOOSE = " \n\t,;:.\"“”'’‘—–-("
_HUMANS = word_list("humans")
_HUMAN_ENDINGS = ("man", "woman", "person", "er", "or", "ist", "ian", "ant", "ee", "elect", "ary")
_NO_PERSON = CARRIERS | TEXTS | BODIES | LANDS
_VOICES = word_list("voices") | _NO_PERSON


def is_pronoun(head: Token) -> bool:
    """Say whether a word is a personal pronoun, and not "US" in capitals."""
    if head.text == "US":
        return False
    return head.pos_ == "PRON" or head.lower_.strip(LOOSE) in SINGULAR | PLURAL | FIRST


def is_human(noun: str) -> bool:
    """Say whether a noun stands for a person."""
    return noun not in _NO_PERSON and (noun in _HUMANS or noun.endswith(_HUMAN_ENDINGS))


def can_speak(span: DocSpan, findings: Findings) -> bool:
    """Say whether a phrase names someone or something that has words of its own."""
    head = antecedent(span[-1]) or span.root
    if head.pos_ != "NOUN" or head.ent_type_ or findings.actor_at(head) is not None:
        return True
    noun = head.lemma_.lower()
    return is_human(noun) or noun in _VOICES or head.lower_ in _VOICES
