"""A record with all that an export can meet: hostile metadata, characters beyond the BMP, judgements, no dates."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

import bilateral
from bilateral.record.schema import articles, metadata
from bilateral.record.store import Record
from bilateral.sample import SAMPLE

HOSTILE = [
    {
        "id": "../../etc/passwd",
        "title": '=HYPERLINK("http://127.0.0.1/","open")',
        "source": "@Delta\tPost",
        "url": "https://news.example/a?b=1&c=%3Cd%3E",
        "date": "2024-03-05",
        "text": "\U0001f30d\U0001f30d HANOI - Vietnam and Japan signed an agreement on fisheries in Hanoi on Monday.\n\n"
        '"We trust Japan," Vietnamese President To Lam said \U0001f91d on Monday. Japan pledged $120 million in aid to Vietnam.',
    },
    {
        "id": "</script><script>alert(1)</script>",
        "title": "<!-- <b>'quoted'</b> & \u2028 more",
        "source": "-2+3 Wire",
        "url": "javascript:alert(1)",
        "text": "Moscow condemned the United States over sanctions. China threatened Japan with trade restrictions.\n\n"
        "</script><!--<script> China expelled two diplomats of Canada, the Foreign Ministry said.",
    },
    {
        "id": "no-date",
        "title": "'+1",
        "source": "",
        "url": "https://news.example/odd path/<x>",
        "text": "Russia denied that it had sold missiles to Iran. India will send aid to Nepal in 2031.",
    },
]
"""Articles whose metadata would break a careless export; written for these tests."""


@pytest.fixture(scope="session")
def hostile_record(
    make_place: Callable[[], str | Path], tmp_path_factory: pytest.TempPathFactory
) -> str | Path:
    """Return the record of the sample and of hostile articles, with judgements; tests must not change it."""
    folder, path = tmp_path_factory.mktemp("hostile"), make_place()
    (folder / "hostile.jsonl").write_text(
        "".join(json.dumps(one) + "\n" for one in HOSTILE), encoding="utf-8"
    )
    bilateral.add([SAMPLE, folder / "hostile.jsonl"], path)
    lines = bilateral.dossier(path, "RUS", "VNM").events
    bilateral.judge(path, lines[0].id, "accept", "=Ann; Lee", note="</script>")
    bilateral.judge(path, lines[1].id, "reject", "Ann")
    bilateral.judge(path, lines[2].id, "correct", "Ann", corrections={"when": "2024-06-19"})
    return path


@pytest.fixture(scope="session")
def texts(hostile_record: str | Path) -> dict[str, str]:
    """Return the text of each article of the hostile record by its address."""
    with Record(hostile_record) as record, record.transaction() as connection:
        return dict(connection.execute(sa.select(articles.c.address, articles.c.text)).all())


@pytest.fixture(scope="session")
def held(hostile_record: str | Path) -> dict[str, int]:
    """Return how many rows each table of the hostile record has."""
    with Record(hostile_record) as record, record.transaction() as connection:
        count = sa.func.count()
        return {
            name: connection.execute(sa.select(count).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }
