"""The first schema: articles, families, mentions, entries, judgements, problems, runs, search tables and SQL views."""

import sqlalchemy as sa
from alembic import op

from bilateral.record.sqlviews import view_statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True)

# SQLite's own full-text search. ``article_words`` reads its text from ``articles``, so nothing is stored twice;
# the triggers keep it in step whatever changes the table.
SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE article_words USING fts5(
        title, text, content='articles', content_rowid='number', tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
        INSERT INTO article_words(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    """CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
        INSERT INTO article_words(article_words, rowid, title, text)
        VALUES ('delete', old.number, old.title, old.text); END""",
    """CREATE TRIGGER articles_changed AFTER UPDATE OF title ON articles BEGIN
        INSERT INTO article_words(article_words, rowid, title, text)
        VALUES ('delete', old.number, old.title, old.text);
        INSERT INTO article_words(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    """CREATE VIRTUAL TABLE entry_words USING fts5(
        label, words, tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER entries_removed AFTER DELETE ON entries BEGIN
        DELETE FROM entry_words WHERE rowid = old.number; END""",
)
# PostgreSQL's. The words come from us (see `bilateral.record.postgres.words`), so that no locale of a server and none
# of its dictionaries has a say in what is found.
POSTGRES_SEARCH = (
    """CREATE TABLE article_words (
        number bigint PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE, words tsvector NOT NULL)""",
    "CREATE INDEX ix_article_words_words ON article_words USING gin (words)",
    """CREATE TABLE entry_words (
        number bigint PRIMARY KEY REFERENCES entries (number) ON DELETE CASCADE, words tsvector NOT NULL)""",
    "CREATE INDEX ix_entry_words_words ON entry_words USING gin (words)",
)
SEARCH = {"sqlite": SQLITE_SEARCH, "postgresql": POSTGRES_SEARCH}


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "articles",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("address", WORDS, nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("published", WORDS, nullable=True),
        sa.Column("outlet", WORDS, nullable=False),
        sa.Column("url", WORDS, nullable=False),
        sa.Column("metadata", JSON, nullable=False),
        sa.Column("read_by", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("address"),
    )
    op.create_index("ix_articles_outlet", "articles", ["outlet"], unique=False, postgresql_using="hash")
    op.create_index("ix_articles_published", "articles", ["published"], unique=False)
    op.create_index("ix_articles_read_by", "articles", ["read_by"], unique=False)
    op.create_table(
        "entries",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("label", WORDS, nullable=False),
        sa.Column("type", WORDS, nullable=True),
        sa.Column("status", WORDS, nullable=True),
        sa.Column("when", WORDS, nullable=True),
        sa.Column("day", WORDS, nullable=True),
        sa.Column("known", WORDS, nullable=True),
        sa.Column("families", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("disagreement", JSON, nullable=False),
        sa.Column("reviewers", JSON, nullable=False),
        sa.Column("block", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_entries_block", "entries", ["block"], unique=False)
    op.create_index("ix_entries_day", "entries", ["day"], unique=False)
    op.create_index("ix_entries_kind", "entries", ["kind", "type"], unique=False)
    op.create_index(
        "ix_entries_list", "entries", ["id", "kind", "type", "status", "day", "families"], unique=False
    )
    op.create_index("ix_entries_use", "entries", ["families", "confidence"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("address", WORDS, nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("etag", WORDS, nullable=False),
        sa.Column("modified", WORDS, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("due", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("address"),
    )
    op.create_table(
        "feed_items",
        sa.Column("feed", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("url", WORDS, nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("date", WORDS, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["feed"], ["feeds.address"]),
        sa.PrimaryKeyConstraint("feed", "key"),
    )
    op.create_index("ix_feed_items_due", "feed_items", ["due"], unique=False)
    op.create_index("ix_feed_items_url", "feed_items", ["url"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("article", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("snapshot", JSON, nullable=False),
        sa.Column("verdict", WORDS, nullable=False),
        sa.Column("change", JSON, nullable=False),
        sa.Column("reviewer", WORDS, nullable=False),
        sa.Column("note", WORDS, nullable=False),
        sa.Column("made", WORDS, nullable=False),
        sa.Column("undoes", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["undoes"],
            ["judgements.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_judgements_article", "judgements", ["article"], unique=False)
    op.create_table(
        "runs",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("version", WORDS, nullable=False),
        sa.Column("command", WORDS, nullable=False),
        sa.Column("started", WORDS, nullable=False),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("counts", JSON, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "appearances",
        sa.Column("address", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("outlet", WORDS, nullable=False),
        sa.Column("url", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("published", WORDS, nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("metadata", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["address"],
            ["articles.address"],
        ),
        sa.PrimaryKeyConstraint("address", "key"),
    )
    op.create_table(
        "edges",
        sa.Column("article", WORDS, nullable=False),
        sa.Column("of", WORDS, nullable=False),
        sa.Column("relation", WORDS, nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("share_of", sa.Float(), nullable=False),
        sa.Column("passages", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.address"],
        ),
        sa.ForeignKeyConstraint(
            ["of"],
            ["articles.address"],
        ),
        sa.PrimaryKeyConstraint("article", "of"),
    )
    op.create_index("ix_edges_of", "edges", ["of"], unique=False)
    op.create_table(
        "entry_actors",
        sa.Column("entry", WORDS, nullable=False),
        sa.Column("code", WORDS, nullable=False),
        sa.Column("part", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["entries.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry", "code", "part"),
    )
    op.create_index("ix_entry_actors_state", "entry_actors", ["state", "entry", "part"], unique=False)
    op.create_index("ix_entry_actors_entry", "entry_actors", ["entry", "state", "part"], unique=False)
    op.create_table(
        "families",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("address", WORDS, nullable=False),
        sa.Column("family", WORDS, nullable=False),
        sa.Column("relation", WORDS, nullable=False),
        sa.Column("of", WORDS, nullable=True),
        sa.Column("agency", WORDS, nullable=True),
        sa.Column("marks", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["address"],
            ["articles.address"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("address"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_families_family", "families", ["family"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("article", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quotation", WORDS, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("decision", JSON, nullable=True),
        sa.Column("block", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.address"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_mentions_article", "mentions", ["article"], unique=False)
    op.create_index("ix_mentions_block", "mentions", ["block"], unique=False)
    op.create_table(
        "problems",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("run", NUMBER, nullable=True),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("detail", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["run"],
            ["runs.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "sketches",
        sa.Column("address", WORDS, nullable=False),
        sa.Column("gram", sa.BigInteger(), nullable=False),
        sa.Column("quoted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["address"],
            ["articles.address"],
        ),
        sa.PrimaryKeyConstraint("address", "gram", "quoted"),
    )
    op.create_table(
        "entry_mentions",
        sa.Column("entry", WORDS, nullable=False),
        sa.Column("mention", WORDS, nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["entries.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["mention"],
            ["mentions.id"],
        ),
        sa.PrimaryKeyConstraint("entry", "mention"),
    )
    op.create_index("ix_entry_mentions_mention", "entry_mentions", ["mention"], unique=False)
    dialect = op.get_bind().dialect.name
    for statement in (*SEARCH[dialect], *view_statements(dialect)):
        op.execute(statement)
