"""How event types read in a sentence: what was done, and what may be done, to others or among themselves."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """One type in the past and in the infinitive, with recipients and among the actors themselves."""

    past: str
    base: str
    mutual_past: str
    mutual_base: str


# The words are those of PLOVER's definitions; what a type leaves open, the sentence leaves open too.
VERBS: Mapping[str, Verb] = {
    "AGREE": Verb("agreed or promised to cooperate with", "agree or promise to cooperate with", "agreed to cooperate", "agree to cooperate"),
    "CONSULT": Verb("met", "meet", "met", "meet"),
    "SUPPORT": Verb("supported", "support", "supported each other", "support each other"),
    "CONCEDE": Verb("made concessions to", "make concessions to", "made concessions", "make concessions"),
    "COOPERATE": Verb("cooperated with", "cooperate with", "cooperated", "cooperate"),
    "AID": Verb("aided", "aid", "aided each other", "aid each other"),
    "RETREAT": Verb("withdrew, released or yielded to", "withdraw, release or yield to", "withdrew, released or yielded", "withdraw, release or yield"),
    "REQUEST": Verb("made a request or demand of", "make a request or demand of", "made demands of each other", "make demands of each other"),
    "ACCUSE": Verb("criticised or accused", "criticise or accuse", "accused each other", "accuse each other"),
    "REJECT": Verb("voiced a rejection or refusal towards", "voice a rejection or refusal towards", "rejected each other", "reject each other"),
    "THREATEN": Verb("threatened", "threaten", "threatened each other", "threaten each other"),
    "PROTEST": Verb("protested against", "protest against", "protested", "protest"),
    "SANCTION": Verb("sanctioned or cut ties with", "sanction or cut ties with", "cut ties", "cut ties"),
    "MOBILIZE": Verb("moved forces towards", "move forces towards", "moved forces", "move forces"),
    "COERCE": Verb("coerced", "coerce", "coerced each other", "coerce each other"),
    "ASSAULT": Verb("used force against", "use force against", "fought", "fight"),
}  # fmt: skip
