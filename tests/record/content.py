"""What a record holds, to be compared with another; and how it is changed behind its back."""

from contextlib import contextmanager

import sqlalchemy as sa

from bilateral.record.place import place_of
from bilateral.record.schema import metadata, runs
from bilateral.record.sqlite.file import File
from bilateral.record.store import Record


def content(record):
    """Return everything in a record but the runs and the numbers of rows."""
    found = {}
    with Record(record) as opened, opened.transaction() as connection:
        for table in metadata.sorted_tables:
            if table is runs:
                continue
            columns = [
                column
                for column in table.c
                if column.name not in {"number", "id", "run"} or column.type.python_type is str
            ]
            found[table.name] = sorted(map(repr, connection.execute(sa.select(*columns)).all()))
    return found


@contextmanager
def tampering(record):
    """Give a connection that nothing watches over, as one that some other program might open."""
    place = place_of(record)
    if isinstance(place, File):
        engine = sa.create_engine(f"sqlite:///{place.path}")
    else:
        options = {"options": "-c session_replication_role=replica -c search_path=bilateral"}
        engine = sa.create_engine(place.url, connect_args=options)
    with engine.begin() as connection:
        yield connection
    engine.dispose()
