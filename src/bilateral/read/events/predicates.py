"""Which predicates name which PLOVER act: verbs and event nouns, by lemma.

Written for this project from the definitions of the PLOVER manual (v0.8). A verb that takes a particle is written
with it ("call off"). The list is the floor under the trained reader: it needs no weights, and says little but plainly.
"""

from dataclasses import dataclass

from bilateral.model import EventType


@dataclass(frozen=True, slots=True)
class Act:
    """What a predicate names: type, mode, and whether the act is mutual when all parties stand on one side."""

    type: EventType
    mode: str | None = None
    mutual: bool = False


_VERBS: tuple[tuple[Act, str], ...] = (
    (
        Act(EventType.AGREE, mutual=True),
        "agree pledge promise offer vow commit propose invite volunteer undertake",
    ),
    (Act(EventType.CONSULT, "visit"), "visit tour arrive travel fly host receive welcome"),
    (Act(EventType.CONSULT, "phone"), "phone telephone"),
    (Act(EventType.CONSULT, "third-party"), "mediate broker"),
    (Act(EventType.CONSULT, mutual=True), "meet discuss confer negotiate consult talk"),
    (
        Act(EventType.SUPPORT, mutual=True),
        "sign ratify recognize recognise endorse praise hail congratulate back thank commend applaud laud support",
    ),
    (Act(EventType.CONCEDE), "apologize apologise ease lift concede relax"),
    (Act(EventType.COOPERATE, mutual=True), "cooperate trade extradite collaborate export import"),
    (Act(EventType.AID), "aid supply donate fund arm finance equip train lend deliver"),
    (Act(EventType.RETREAT), "release free withdraw retreat disarm repatriate surrender resign"),
    (Act(EventType.REQUEST, "change"), "urge demand ask request appeal plead press insist"),
    (
        Act(EventType.ACCUSE, "disapprove"),
        "condemn criticize criticise denounce blast slam decry deplore rebuke protest",
    ),
    (Act(EventType.ACCUSE, "allege"), "accuse blame allege"),
    (Act(EventType.ACCUSE, "investigate"), "investigate probe sue"),
    (Act(EventType.REJECT, "yield"), "reject refuse veto rebuff dismiss decline oppose spurn resist"),
    (Act(EventType.REJECT, "meet"), "snub boycott"),
    (Act(EventType.THREATEN), "threaten warn vow"),
    (Act(EventType.PROTEST), "demonstrate rally march picket"),
    (
        Act(EventType.SANCTION, "discontinue"),
        "sanction embargo suspend halt cut sever freeze impose blacklist",
    ),
    (Act(EventType.SANCTION, "expel"), "expel"),
    (Act(EventType.SANCTION, "withdraw"), "recall"),
    (Act(EventType.SANCTION, "convict"), "convict sentence"),
    (Act(EventType.MOBILIZE), "deploy mobilize mobilise mass amass scramble test fire launch"),
    (
        Act(EventType.COERCE),
        "arrest detain seize ban annex deport hack confiscate blockade jail imprison occupy",
    ),
    (
        Act(EventType.ASSAULT),
        "attack bomb invade shell kill bombard assault strike shoot assassinate raid ambush wound torture abduct",
    ),
)

_NOUNS: tuple[tuple[Act, str], ...] = (
    (Act(EventType.CONSULT, "visit"), "visit trip"),
    (Act(EventType.CONSULT, "phone"), "call conversation"),
    (Act(EventType.CONSULT, mutual=True), "talk meeting summit negotiation consultation"),
    (Act(EventType.AGREE, mutual=True), "agreement deal pledge offer promise invitation"),
    (Act(EventType.COOPERATE, mutual=True), "drill exercise trade export cooperation"),
    (Act(EventType.AID), "aid assistance loan grant"),
    (Act(EventType.ACCUSE, "disapprove"), "criticism condemnation"),
    (Act(EventType.ACCUSE, "allege"), "accusation allegation"),
    (Act(EventType.SANCTION, "discontinue"), "sanction embargo tariff"),
    (Act(EventType.THREATEN), "threat warning ultimatum"),
    (Act(EventType.REQUEST, "change"), "demand request appeal call"),
    (Act(EventType.ASSAULT), "attack invasion strike bombing airstrike raid"),
)


def _by_lemma(table: tuple[tuple[Act, str], ...]) -> dict[str, Act]:
    return {lemma: act for act, lemmas in table for lemma in lemmas.split()}


VERBS = _by_lemma(_VERBS)
NOUNS = _by_lemma(_NOUNS)
