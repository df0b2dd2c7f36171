"""A record of articles in every odd corner of Unicode."""

import json

import pytest
import sqlalchemy as sa
from tests.spans.odd import texts

import bilateral
from bilateral.record.schema import articles, mentions
from bilateral.record.store import Record


@pytest.fixture(scope="package")
def odd_lines(tmp_path_factory):
    """Return the articles as JSON lines."""
    path = tmp_path_factory.mktemp("odd") / "odd.jsonl"
    lines = [
        {"id": name, "source": name, "title": name, "date": "2022-07-06", "text": text}
        for name, text in texts().items()
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="package")
def odd_record(odd_lines, make_place):
    """Return their record, in a file and in PostgreSQL; tests must not change it."""
    place = make_place()
    assert not bilateral.add([odd_lines], place).problems
    return place


@pytest.fixture(scope="package")
def kept(odd_record):
    """Return the text of each article by address, and the rows of the mentions."""
    with Record(odd_record) as record, record.transaction() as connection:
        found = dict(connection.execute(sa.select(articles.c.address, articles.c.text)).all())
        rows = connection.execute(sa.select(mentions).order_by(mentions.c.id)).mappings().all()
    return found, rows
