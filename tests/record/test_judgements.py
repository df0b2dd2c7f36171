"""Judgements: signed, applied, undone, and never lost, whatever is read anew."""

import pytest
import sqlalchemy as sa
from tests.record.content import tampering

import bilateral
from bilateral.exceptions import JudgementError
from bilateral.model import Kind
from bilateral.record.schema import articles, entry_mentions, mentions
from bilateral.record.store import Record


def dossier(record):
    """Return the dossier of Russia and Vietnam."""
    return bilateral.dossier(record, "RUS", "VNM")


def ids(record):
    """Return the ids of the dossier's entries."""
    return {line.id for line in dossier(record).lines()}


def event(record):
    """Return an event of the dossier that two articles tell of."""
    return next(line for line in dossier(record).events if line.articles > 1)


def judge(record, target, verdict, **rest):
    """Judge as Ann."""
    return bilateral.judge(record, target, verdict, "Ann", **rest)


def read_anew(record):
    """Have every article read again, as a new version of the reader would."""
    with Record(record, write=True) as opened, opened.transaction() as connection:
        connection.execute(articles.update().values(read_by="0.0.1"))
    assert bilateral.add([], record).counts["read"] == 16


def test_a_rejected_entry_is_shown_no_more(sample_record):
    """Its mentions stay in the record, and the record is still proved."""
    line = event(sample_record)
    judge(sample_record, line.id, "reject")
    assert line.id not in ids(sample_record)
    assert not bilateral.check(sample_record)


def test_an_accepted_entry_is_sure_and_names_its_reviewer(sample_record):
    """Acceptance raises the confidence to 1 and is shown."""
    line = event(sample_record)
    judge(sample_record, line.id, "accept")
    assert event(sample_record).reviewers == ("Ann",)


def test_a_correction_moves_the_entry_to_where_it_belongs(sample_record):
    """With other actors the entry leaves the dossier; the reader's own values stay in the mention."""
    line = event(sample_record)
    done = judge(
        sample_record,
        line.id,
        "correct",
        corrections={"actors": "Chad", "recipients": "Peru", "when": "2022-07"},
    )
    assert line.id not in ids(sample_record)
    (moved,) = bilateral.dossier(sample_record, "TCD", "PER").events
    assert (moved.id, moved.when, moved.reviewers) == (done.entries[0], "2022-07", ("Ann",))
    with Record(sample_record) as record, record.transaction() as connection:
        (kept,) = connection.execute(
            sa.select(mentions.c.fields).where(mentions.c.id == moved.quotes[0].mention)
        ).all()
    assert kept.fields["actors"] != ["TCD"]


def test_an_undo_brings_back_what_was(sample_record):
    """After taking every judgement back the dossier is as it was; the judgements stay listed."""
    before = dossier(sample_record)
    done = judge(sample_record, event(sample_record).id, "reject")
    for number in done.judgements:
        bilateral.undo(sample_record, number, "Bob")
    assert dossier(sample_record) == before
    assert len(bilateral.judgements(sample_record)) == 2 * len(done.judgements)


def test_an_undo_can_be_undone(sample_record):
    """Taking back the taking back puts the first judgement in force again."""
    line = event(sample_record)
    done = judge(sample_record, line.id, "reject")
    for number in done.judgements:
        (taken,) = bilateral.undo(sample_record, number, "Bob").judgements
        bilateral.undo(sample_record, taken, "Ann")
    assert line.id not in ids(sample_record)


def test_merged_entries_are_one(sample_record):
    """The mentions of both stand in the entry merged with, even where their actors differ."""
    one, other = (line for line in dossier(sample_record).events[:2])
    judge(sample_record, one.id, "merge", other=other.id)
    lines = {line.id: line for line in dossier(sample_record).lines()}
    assert one.id not in lines
    assert {q.mention for q in lines[other.id].quotes} == {
        q.mention for line in (one, other) for q in line.quotes
    }
    assert not bilateral.check(sample_record)


def test_a_mention_that_is_split_off_stands_alone(sample_record):
    """Out of an entry of two mentions come two entries."""
    line = event(sample_record)
    before = len(ids(sample_record))
    judge(sample_record, line.quotes[-1].mention, "split")
    assert len(ids(sample_record)) == before + 1


@pytest.mark.slow
def test_judgements_outlive_a_new_reading_of_everything(sample_record):
    """Rejected stays rejected, corrected stays corrected, merged stays merged after all is read again."""
    lines = dossier(sample_record).events
    judge(sample_record, lines[0].id, "reject")
    judge(sample_record, lines[1].id, "correct", corrections={"when": "1999"})
    judge(sample_record, lines[2].id, "merge", other=lines[3].id)
    before = dossier(sample_record)
    read_anew(sample_record)
    assert dossier(sample_record) == before
    assert bilateral.vanished(sample_record) == []


def test_a_judgement_follows_its_words_when_a_span_is_drawn_anew(sample_record):
    """A new reader that quotes a little less finds the judgement still in force."""
    line = event(sample_record)
    quote = line.quotes[0]
    judge(sample_record, quote.mention, "reject")
    with Record(sample_record, write=True) as record, record.transaction() as connection:
        row = connection.execute(sa.select(mentions).where(mentions.c.id == quote.mention)).one()
        evidence = row.fields["evidence"]
        shorter = {"start": evidence["start"] + 3, "end": evidence["end"], "text": evidence["text"][3:]}
        values = {
            "fields": {**row.fields, "evidence": shorter},
            "start": shorter["start"],
            "quotation": shorter["text"],
        }
        connection.execute(mentions.update().where(mentions.c.id == quote.mention).values(**values))
    assert bilateral.vanished(sample_record) == []


def test_a_judgement_whose_words_have_vanished_is_listed(sample_record):
    """When no mention stands at the place any more, the judgement is named, not dropped."""
    quote = event(sample_record).quotes[0]
    judge(sample_record, quote.mention, "reject")
    with tampering(sample_record) as connection:
        connection.execute(entry_mentions.delete().where(entry_mentions.c.mention == quote.mention))
        connection.execute(mentions.delete().where(mentions.c.article == quote.address))
    assert [judgement.article for judgement in bilateral.vanished(sample_record)] == [quote.address]
    assert len(bilateral.judgements(sample_record)) == 1


@pytest.mark.parametrize(
    ("verdict", "rest", "fault"),
    [
        ("approve", {}, "no verdict"),
        ("correct", {}, "at least one field"),
        ("correct", {"corrections": {"colour": "red"}}, "no field"),
        ("correct", {"corrections": {"evidence": "x"}}, "no field"),
        ("correct", {"corrections": {"type": "HUG"}}, "HUG"),
        ("correct", {"corrections": {"actors": "Atlantis"}}, "Atlantis"),
        ("correct", {"corrections": {"when": "soon"}}, "write a date"),
        ("merge", {}, "same as"),
        ("merge", {"other": "0000"}, "no entry or mention"),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused_and_leaves_nothing(sample_record, verdict, rest, fault):
    """The message says what was wrong, and no judgement is kept."""
    line = event(sample_record)
    with pytest.raises(JudgementError, match=fault):
        judge(sample_record, line.id, verdict, **rest)
    assert bilateral.judgements(sample_record) == []


def test_a_judgement_must_be_signed(sample_record):
    """Nobody judges without a name."""
    with pytest.raises(JudgementError, match="signed"):
        bilateral.judge(sample_record, event(sample_record).id, "accept", "  ")


def test_as_of_shows_only_what_was_known_by_then(sample_record):
    """No article published later is quoted, and what only later articles say is not there."""
    then = bilateral.dossier(sample_record, "RUS", "VNM", as_of="2022-07-06")
    assert {quote.published for line in then.lines() for quote in line.quotes} <= {"2022-07-05", "2022-07-06"}
    assert 0 < len(list(then.lines())) < len(list(dossier(sample_record).lines()))


def test_as_of_today_is_the_record_itself(sample_record):
    """As of a day after every article the entries are those that are stored."""
    now = dossier(sample_record)
    then = bilateral.dossier(sample_record, "RUS", "VNM", as_of="2100")
    assert list(then.lines()) == list(now.lines())


def test_history_tells_day_by_day_who_said_what(sample_record):
    """An entry's history names each day on which an article told of it, and its judgements."""
    line = next(
        line for line in dossier(sample_record).lines() if len({q.published for q in line.quotes}) > 1
    )
    judge(sample_record, line.id, "accept")
    told = bilateral.history(sample_record, line.id)
    days = [step.known for step in told.steps]
    assert days == sorted({quote.published for quote in line.quotes})
    assert told.steps[-1].families == line.families
    assert len(told.judgements) == len(line.quotes)


def test_a_judgement_keeps_the_mention_as_it_was_seen(sample_record):
    """Kind, place and words at the time of judging stay readable whatever comes later."""
    quote = event(sample_record).quotes[0]
    judge(sample_record, quote.mention, "accept", note="read the communiqué")
    (judgement,) = bilateral.judgements(sample_record)
    assert (judgement.kind, judgement.note) == (Kind.EVENT, "read the communiqué")
    assert judgement.snapshot["evidence"]["text"] == quote.evidence


def test_a_correction_may_take_the_recipients_away(sample_record):
    """Where the text names nobody acted upon, null stands for that, and the record holds."""
    line = next(line for line in dossier(sample_record).events if line.quotes)
    judge(
        sample_record, line.quotes[0].mention, "correct", corrections={"recipients": "null", "when": "null"}
    )
    assert not bilateral.check(sample_record)


@pytest.mark.parametrize("field", ["type", "status", "actors"])
def test_a_correction_cannot_take_away_what_a_mention_needs(sample_record, field):
    """An event without a type is none: the message says to reject it."""
    with pytest.raises(JudgementError, match="reject"):
        judge(sample_record, event(sample_record).id, "correct", corrections={field: "null"})
