"""A schema that is still to come, so that upgrades can be tried before there is one: columns, a table, rows rewritten."""

import shutil
from pathlib import Path

import bilateral.record.migrations

MIGRATION = '''
"""A made-up next schema."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade():
    op.add_column("articles", sa.Column("weight", sa.Integer()))
    op.create_table("remarks", sa.Column("id", sa.Integer, primary_key=True), sa.Column("words", sa.Text))
    connection = op.get_bind()
    for number, text in connection.execute(sa.text("SELECT number, text FROM articles ORDER BY number")).all():
        row = {{"number": number, "weight": len(text)}}
        connection.execute(sa.text("UPDATE articles SET weight = :weight WHERE number = :number"), row)
        connection.execute(sa.text("INSERT INTO remarks (words) VALUES (:number || ' is weighed')"), row)
    op.create_index("ix_articles_weight", "articles", ["weight"])
'''


def make_next_schema(folder: Path) -> None:
    """Write the migrations of this version and one that follows them."""
    (ours,) = map(Path, bilateral.record.migrations.__path__)
    shutil.copytree(ours, folder, ignore=shutil.ignore_patterns("__pycache__"))
    head = max(path.name.partition("_")[0] for path in (folder / "versions").glob("0*.py"))
    (folder / "versions" / "next.py").write_text(MIGRATION.format(head=head), encoding="utf-8")
