"""Sentences made from entries: what happened and when, how it is put, on whose word, how many say so, who differs.

A sentence says what an entry's fields say and nothing else; every one carries the numbers of its notes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bilateral.measure import Series, load_scores
from bilateral.model import Kind, SpeechKind, Status
from bilateral.read.actors import actor_name
from bilateral.reconcile.labels import figure_label, names
from bilateral.show.brief.notes import NAMED, Notes, clean, first_of_each_family, shorten
from bilateral.show.brief.verbs import VERBS
from bilateral.show.dossier import Line, Quote
from bilateral.show.words import count_words, date_words, differing

# Notes a sentence has at most, so that all fit on two pages; the dossier has every mention.
WITNESSES = 2
SAID = 220
"""How many characters of a statement, or of values that differ, stand in a sentence at most."""
# Fields on which sources differ, as they read.
FIELDS = {"when": "the date", "recipients": "who was acted on", "actors": "who acted", "value": "the figure"}
SIDES = ("actors", "recipients")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the numbers of its notes; ``entry`` is the id of what it tells, null where it was counted."""

    text: str
    notes: tuple[int, ...]
    entry: str | None = None


def tell(line: Line, notes: Notes) -> Iterator[Sentence]:
    """Yield what an entry says, then each field on which its sources differ."""
    differences = {name: values for name, values in line.disagreement.items() if _matters(line, name, values)}
    witnesses = WITNESSES if line.kind == Kind.EVENT and not differences else 1
    text = TELLERS[Kind(line.kind)](line)
    yield Sentence(text, notes.quote(first_of_each_family(line, witnesses)), line.id)
    for name, values in differences.items():
        field = FIELDS.get(name, f"the {name}")
        words = shorten(differing(line, name, values), SAID)
        yield Sentence(f"Sources differ on {field}: {words}.", notes.quote(_sides(line, values)), line.id)


def _matters(line: Line, name: str, values: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether a difference changes what a sentence tells.

    Who meets whom, and who agrees with whom, is a matter of view; who attacks whom is not.
    """
    if name not in SIDES or not load_scores().quad(line.fields["type"]).cooperative:
        return True
    everyone = {code for side in SIDES for code in line.fields[side]}
    return any(not set(value["value"]) <= everyone for value in values)


def _sides(line: Line, values: Sequence[Mapping[str, Any]]) -> Sequence[Quote]:
    """Return the first words for each of the values that most families give."""
    quotes = {quote.family: quote for quote in reversed(first_of_each_family(line, len(line.quotes)))}
    given = (next((f for f in value["families"] if f in quotes), None) for value in values)
    return [quotes[family] for family in given if family][:WITNESSES]


def event_sentence(line: Line) -> str:
    """Return an event as a sentence, its status in words."""
    verb = VERBS[line.fields["type"]]
    actors, recipients = names(line.fields["actors"]), names(line.fields["recipients"])
    past, base = (verb.past, verb.base) if recipients else (verb.mutual_past, verb.mutual_base)
    mode = f" ({line.fields['mode']})" if line.fields.get("mode") else ""
    done = f"{actors} {past} {recipients}".strip() + mode
    ahead = f"{base} {recipients}".strip() + mode
    match line.status:
        case Status.PLANNED:
            told = f"Planned: {actors} to {ahead}"
        case Status.DENIED:
            told = f"Denied: that {done}"
        case Status.HYPOTHETICAL:
            told = f"Spoken of as possible, not as fact: that {actors} would {ahead}"
        case _:
            told = done
    return clean(f"{time_words(line)}: {told}{witness_words(line)}.")


def agreement_sentence(line: Line) -> str:
    """Return an agreement as a sentence, its life step by step."""
    steps = ", then ".join(
        step["status"] + (f" ({date_words(step['when'])})" if step["when"] else "")
        for step in line.fields["steps"]
    )
    what, domain = shorten(line.fields["what"], NAMED), line.fields["domain"]
    kind = "" if domain == "other" else f" ({domain})"
    return clean(f"“{what}”{kind} between {names(line.fields['parties'])}: {steps}{witness_words(line)}.")


def figure_sentence(line: Line) -> str:
    """Return a figure as a sentence, with what it measures in the article's words."""
    period = f" for {date_words(line.when)}" if line.when else ""
    return clean(
        f"“{shorten(line.fields['measure'], NAMED)}”{period}: {figure_label(line.fields)}{witness_words(line)}."
    )


def statement_sentence(line: Line) -> str:
    """Return a statement with its speaker and the word that ascribes it: a denial must not read as a claim."""
    fields = line.fields
    speaker = shorten(fields["speaker"] or "An unnamed speaker", NAMED)
    state = actor_name(fields["speaker_code"]) if fields["speaker_code"] else ""
    office = ", ".join(part for part in (fields["role"], state) if part)
    said = " … ".join(span["text"] for span in fields["content"])
    cue = fields["cue"]["text"] if fields["cue"] else "said"
    manner = "quoted" if fields["kind"] == SpeechKind.DIRECT else "reported"
    who = f"{speaker} ({office})" if office else speaker
    return clean(
        f"{time_words(line)}: {who}, {manner} with “{cue}”: “{shorten(said, SAID)}”{witness_words(line)}."
    )


def balance_sentence(series: Series, command: str, notes: Notes) -> Iterator[Sentence]:
    """Yield how many events were counted, of which classes, and how cooperative they were."""
    total = series.whole.total
    if total.mean is None:
        return
    classes = ", ".join(f"{len(tally.entries)} {quad}" for quad, tally in series.whole.quads.items())
    ends = total.mean_interval
    interval = f", 95% interval {ends.low:+.1f} to {ends.high:+.1f}" if ends else ""
    note = notes.count(
        f"Counted by: {command}", f"PLOVER scores: table {series.scores}; each event counts once."
    )
    counted = count_words(len(total.entries), "event")
    yield Sentence(
        f"The record counts {counted} that took place between the two: {classes}; the mean PLOVER score is"
        f" {total.mean:+.1f} on a scale from -10 (conflict) to +10 (cooperation){interval}.",
        note,
    )
    if apart := series.left_out.apart:
        words = ", ".join(f"{len(ids)} {status}" for status, ids in apart.items())
        yield Sentence(f"Not counted, because not told as facts: {words}.", note)


TELLERS: Mapping[Kind, Callable[[Line], str]] = {
    Kind.EVENT: event_sentence,
    Kind.AGREEMENT: agreement_sentence,
    Kind.FIGURE: figure_sentence,
    Kind.STATEMENT: statement_sentence,
}


def time_words(line: Line) -> str:
    """Return when it was; where no article says, the day on which the first told of it, and that it is this."""
    if line.when:
        first, _, last = line.when.partition("/")
        return f"{date_words(first)} to {date_words(last)}" if last else date_words(first)
    return f"Reported {date_words(line.day)}" if line.day else "Undated"


def witness_words(line: Line) -> str:
    """Return how many independent sources say so, on whose word, and who has judged it."""
    speakers = sorted({quote.said_by for quote in line.quotes if quote.said_by})
    sources = "one source" if line.families == 1 else f"{line.families} independent sources"
    word = ""
    if speakers and all(quote.said_by for quote in line.quotes):
        word = f", on the word of {shorten(', '.join(speakers), NAMED)}"
    judged = f"; confirmed by {', '.join(line.reviewers)}" if line.reviewers else ""
    return f" ({sources}{word}{judged})"
