"""The tables of a record. The statements that make them for each version stand in ``migrations/versions``.

The invariant: ``articles``, ``appearances``, ``mentions`` and ``judgements`` are the sources of truth; families,
entries and the search tables follow from them and can be made anew at any time with the same result.
"""

import sqlalchemy as sa

metadata = sa.MetaData()

# Text compares by code points, as SQLite does it; PostgreSQL would follow the locale of the database.
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
# SQLite numbers rows by its own INTEGER alone, which has 64 bits too.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Kept as the text that it is, and nothing is kept as nothing.
JSON = sa.JSON(none_as_null=True)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", NUMBER, primary_key=True),
    sa.Column("version", WORDS, nullable=False),
    sa.Column("command", WORDS, nullable=False),
    sa.Column("started", WORDS, nullable=False),
    sa.Column("seconds", sa.Float),
    sa.Column("counts", JSON),
)

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("number", NUMBER, primary_key=True),
    sa.Column("address", WORDS, nullable=False, unique=True),
    sa.Column("text", WORDS, nullable=False),
    sa.Column("name", WORDS, nullable=False),
    sa.Column("title", WORDS, nullable=False),
    sa.Column("published", WORDS, index=True),
    sa.Column("outlet", WORDS, nullable=False),
    sa.Column("url", WORDS, nullable=False),
    sa.Column("metadata", JSON, nullable=False),
    sa.Column("read_by", WORDS, index=True),
    # A hash takes a name of any length; PostgreSQL's trees end at 2.7 kB.
    sa.Index("ix_articles_outlet", "outlet", postgresql_using="hash"),
)

# ``key`` is a hash of outlet, URL, name and date: the same appearance is kept once, however long these are.
appearances = sa.Table(
    "appearances",
    metadata,
    sa.Column("address", WORDS, sa.ForeignKey("articles.address"), primary_key=True),
    sa.Column("key", WORDS, primary_key=True),
    sa.Column("outlet", WORDS, nullable=False),
    sa.Column("url", WORDS, nullable=False),
    sa.Column("name", WORDS, nullable=False),
    sa.Column("published", WORDS, nullable=False),
    sa.Column("title", WORDS, nullable=False),
    sa.Column("metadata", JSON, nullable=False),
)

sketches = sa.Table(
    "sketches",
    metadata,
    sa.Column("address", WORDS, sa.ForeignKey("articles.address"), primary_key=True),
    sa.Column("gram", sa.BigInteger, primary_key=True),
    sa.Column("quoted", sa.Boolean, primary_key=True),
)

edges = sa.Table(
    "edges",
    metadata,
    sa.Column("article", WORDS, sa.ForeignKey("articles.address"), primary_key=True),
    sa.Column("of", WORDS, sa.ForeignKey("articles.address"), primary_key=True, index=True),
    sa.Column("relation", WORDS, nullable=False),
    sa.Column("share", sa.Float, nullable=False),
    sa.Column("share_of", sa.Float, nullable=False),
    sa.Column("passages", JSON, nullable=False),
)

# Rows come and go and are never changed, and no number is given twice: so a writer sees what others have traced.
families = sa.Table(
    "families",
    metadata,
    sa.Column("number", NUMBER, primary_key=True),
    sa.Column("address", WORDS, sa.ForeignKey("articles.address"), nullable=False, unique=True),
    sa.Column("family", WORDS, nullable=False, index=True),
    sa.Column("relation", WORDS, nullable=False),
    sa.Column("of", WORDS),
    sa.Column("agency", WORDS),
    sa.Column("marks", JSON, nullable=False),
    sqlite_autoincrement=True,
)

mentions = sa.Table(
    "mentions",
    metadata,
    sa.Column("id", WORDS, primary_key=True),
    sa.Column("article", WORDS, sa.ForeignKey("articles.address"), nullable=False, index=True),
    sa.Column("kind", WORDS, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("quotation", WORDS, nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("fields", JSON, nullable=False),
    sa.Column("decision", JSON),
    sa.Column("block", WORDS, nullable=False, index=True),
)

entries = sa.Table(
    "entries",
    metadata,
    sa.Column("number", NUMBER, primary_key=True),
    sa.Column("id", WORDS, nullable=False, unique=True),
    sa.Column("kind", WORDS, nullable=False),
    sa.Column("label", WORDS, nullable=False),
    sa.Column("type", WORDS),
    sa.Column("status", WORDS),
    sa.Column("when", WORDS),
    sa.Column("day", WORDS, index=True),
    sa.Column("known", WORDS),
    sa.Column("families", sa.Integer, nullable=False),
    sa.Column("articles", sa.Integer, nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("fields", JSON, nullable=False),
    sa.Column("disagreement", JSON, nullable=False),
    sa.Column("reviewers", JSON, nullable=False),
    sa.Column("block", WORDS, nullable=False, index=True),
    # Lists and counts of entries are answered from these alone, without the rows, whose JSON is long.
    sa.Index("ix_entries_kind", "kind", "type"),
    sa.Index("ix_entries_list", "id", "kind", "type", "status", "day", "families"),
    sa.Index("ix_entries_use", "families", "confidence"),
)

entry_actors = sa.Table(
    "entry_actors",
    metadata,
    sa.Column("entry", WORDS, sa.ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("code", WORDS, primary_key=True),
    sa.Column("part", WORDS, primary_key=True),
    sa.Column("state", WORDS, nullable=False),
    sa.Index("ix_entry_actors_state", "state", "entry", "part"),
    sa.Index("ix_entry_actors_entry", "entry", "state", "part"),
)

entry_mentions = sa.Table(
    "entry_mentions",
    metadata,
    sa.Column("entry", WORDS, sa.ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("mention", WORDS, sa.ForeignKey("mentions.id"), primary_key=True, index=True),
    sa.Column("reasons", JSON, nullable=False),
)

# Keyed by article and characters, never by a row of mentions or entries: a re-reading makes those anew. Rows are
# only ever added; ``undoes`` takes an earlier one back. ``snapshot`` is the mention as the reviewer saw it.
judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("id", NUMBER, primary_key=True),
    sa.Column("article", WORDS, nullable=False, index=True),
    sa.Column("kind", WORDS, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("snapshot", JSON, nullable=False),
    sa.Column("verdict", WORDS, nullable=False),
    sa.Column("change", JSON, nullable=False),
    sa.Column("reviewer", WORDS, nullable=False),
    sa.Column("note", WORDS, nullable=False),
    sa.Column("made", WORDS, nullable=False),
    sa.Column("undoes", NUMBER, sa.ForeignKey("judgements.id")),
)

# ``key`` is a hash of name, reason and detail: the same problem is kept once.
problems = sa.Table(
    "problems",
    metadata,
    sa.Column("id", NUMBER, primary_key=True),
    sa.Column("run", NUMBER, sa.ForeignKey("runs.id")),
    sa.Column("name", WORDS, nullable=False),
    sa.Column("reason", WORDS, nullable=False),
    sa.Column("detail", WORDS, nullable=False),
    sa.Column("key", WORDS, nullable=False, unique=True),
)

# What `bilateral watch` knows of a feed: by what to ask whether it changed, how often it failed since it last
# answered, and when it is due again (UTC).
feeds = sa.Table(
    "feeds",
    metadata,
    sa.Column("address", WORDS, primary_key=True),
    sa.Column("title", WORDS, nullable=False),
    sa.Column("etag", WORDS, nullable=False),
    sa.Column("modified", WORDS, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("due", WORDS, nullable=False),
)

# Every item that a feed has shown. ``due`` is null once the item is dealt with; until then its page is to be fetched.
feed_items = sa.Table(
    "feed_items",
    metadata,
    sa.Column("feed", WORDS, sa.ForeignKey("feeds.address"), primary_key=True),
    sa.Column("key", WORDS, primary_key=True),
    sa.Column("url", WORDS, nullable=False, index=True),
    sa.Column("title", WORDS, nullable=False),
    sa.Column("date", WORDS, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("due", WORDS, index=True),
)
