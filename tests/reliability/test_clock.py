"""A clock that is wrong or set back: dates are kept as given, and nothing is decided by them that has an order of its own."""

import datetime as dt

import sqlalchemy as sa
from tests.record.content import content

import bilateral
from bilateral.model import Verdict
from bilateral.record.judgements import Signature, add_judgement, apply_judgements, judgement_on
from bilateral.record.runs import start_run
from bilateral.record.schema import articles, entries, mentions, runs
from bilateral.record.store import Record

NOON = dt.datetime(2024, 5, 6, 12, 0, tzinfo=dt.UTC)


def test_the_later_judgement_counts_though_the_clock_was_set_back(sample_record):
    """Judgements count in the order in which they were made, whatever their dates say; the dates stay."""
    with Record(sample_record, write=True) as record, record.transaction() as connection:
        query = sa.select(mentions.c.id).where(mentions.c.kind == "event").order_by(mentions.c.id).limit(1)
        mention = connection.execute(query).scalar_one()
        for verdict, made in ((Verdict.REJECT, NOON), (Verdict.ACCEPT, NOON - dt.timedelta(days=400))):
            signature = Signature("Ann", made)
            add_judgement(connection, judgement_on(connection, mention, verdict, {}, signature))
        apply_judgements(connection)
        decision = connection.execute(sa.select(mentions.c.decision).where(mentions.c.id == mention)).scalar()
    assert not decision["rejected"]
    assert [each.made[:4] for each in bilateral.judgements(sample_record)] == ["2024", "2023"]


def test_runs_stand_in_the_order_in_which_they_ran(sample_record):
    """A run that began, by the clock, before the one that came before it is numbered after it."""
    with Record(sample_record, write=True) as record, record.transaction() as connection:
        numbers = [
            start_run(connection, "0.1.0", "add", NOON + dt.timedelta(hours=hours)) for hours in (0, -5)
        ]
        started = connection.execute(sa.select(runs.c.started).order_by(runs.c.id)).scalars().all()
    assert numbers == sorted(numbers)
    assert started[-1] < started[-2]


def test_a_date_in_the_future_by_a_late_clock_costs_no_article(tmp_path, write_lines):
    """A clock that is years late takes no article from the record; when it is right again, all is as it should be."""
    line = '{"id": "a", "date": "2024-06-24", "text": "Russia and Vietnam signed an agreement on trade in Hanoi on Monday, officials said."}'
    source, late, right = write_lines("a.jsonl", line), tmp_path / "late", tmp_path / "right"
    then, now = (bilateral.AddOptions(today=dt.date(year, 1, 1)) for year in (2020, 2026))
    assert bilateral.add([source], late, then).counts["new"] == 1
    bilateral.add([source], late, now)
    bilateral.add([source], right, now)
    with Record(late) as record, record.transaction() as connection:
        published = connection.execute(sa.select(articles.c.published)).scalar_one()
    assert published == "2024-06-24"
    assert content(late)["entries"] == content(right)["entries"]
    assert bilateral.check(late) == []


def test_reconciling_asks_no_clock(sample_record):
    """Entries follow from articles and judgements alone: their days are those of the articles."""
    with Record(sample_record) as record, record.transaction() as connection:
        known = connection.execute(sa.select(entries.c.known).where(entries.c.known.is_not(None))).scalars()
        assert max(known) < "2025"
