"""The tables of a record. The statements that make them for each version stand in ``migrations/versions``.

The invariant: ``articles``, ``appearances``, ``mentions`` and ``judgements`` are the sources of truth; families,
entries and the search tables follow from them and can be made anew at any time with the same result.
"""

import sqlalchemy as sa

# Marks a SQLite file as a record ("Bltr"), so that another program's file is never written to.
APPLICATION_ID = 0x426C7472

metadata = sa.MetaData()

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("command", sa.Text, nullable=False),
    sa.Column("started", sa.Text, nullable=False),
    sa.Column("seconds", sa.Float),
    sa.Column("counts", sa.JSON),
)

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("address", sa.Text, nullable=False, unique=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("published", sa.Text, index=True),
    sa.Column("outlet", sa.Text, nullable=False, index=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("metadata", sa.JSON, nullable=False),
    sa.Column("read_by", sa.Text, index=True),
)

appearances = sa.Table(
    "appearances",
    metadata,
    sa.Column("address", sa.Text, sa.ForeignKey("articles.address"), primary_key=True),
    sa.Column("outlet", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("published", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("metadata", sa.JSON, nullable=False),
)

sketches = sa.Table(
    "sketches",
    metadata,
    sa.Column("address", sa.Text, sa.ForeignKey("articles.address"), primary_key=True),
    sa.Column("gram", sa.BigInteger, primary_key=True),
    sa.Column("quoted", sa.Boolean, primary_key=True),
)

edges = sa.Table(
    "edges",
    metadata,
    sa.Column("article", sa.Text, sa.ForeignKey("articles.address"), primary_key=True),
    sa.Column("of", sa.Text, sa.ForeignKey("articles.address"), primary_key=True, index=True),
    sa.Column("relation", sa.Text, nullable=False),
    sa.Column("share", sa.Float, nullable=False),
    sa.Column("share_of", sa.Float, nullable=False),
    sa.Column("passages", sa.JSON, nullable=False),
)

families = sa.Table(
    "families",
    metadata,
    sa.Column("address", sa.Text, sa.ForeignKey("articles.address"), primary_key=True),
    sa.Column("family", sa.Text, nullable=False, index=True),
    sa.Column("relation", sa.Text, nullable=False),
    sa.Column("of", sa.Text),
    sa.Column("agency", sa.Text),
    sa.Column("marks", sa.JSON, nullable=False),
)

mentions = sa.Table(
    "mentions",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("article", sa.Text, sa.ForeignKey("articles.address"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("quotation", sa.Text, nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("fields", sa.JSON, nullable=False),
    sa.Column("decision", sa.JSON(none_as_null=True)),
    sa.Column("block", sa.Text, nullable=False, index=True),
)

entries = sa.Table(
    "entries",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("type", sa.Text),
    sa.Column("status", sa.Text),
    sa.Column("when", sa.Text),
    sa.Column("day", sa.Text, index=True),
    sa.Column("known", sa.Text),
    sa.Column("families", sa.Integer, nullable=False),
    sa.Column("articles", sa.Integer, nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("fields", sa.JSON, nullable=False),
    sa.Column("disagreement", sa.JSON, nullable=False),
    sa.Column("reviewers", sa.JSON, nullable=False),
    sa.Column("block", sa.Text, nullable=False, index=True),
    # Lists and counts of entries are answered from these alone, without the rows, whose JSON is long.
    sa.Index("ix_entries_kind", "kind", "type"),
    sa.Index("ix_entries_list", "id", "kind", "type", "status", "day", "families"),
    sa.Index("ix_entries_use", "families", "confidence"),
)

entry_actors = sa.Table(
    "entry_actors",
    metadata,
    sa.Column("entry", sa.Text, sa.ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("part", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Index("ix_entry_actors_state", "state", "entry", "part"),
    sa.Index("ix_entry_actors_entry", "entry", "state", "part"),
)

entry_mentions = sa.Table(
    "entry_mentions",
    metadata,
    sa.Column("entry", sa.Text, sa.ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("mention", sa.Text, sa.ForeignKey("mentions.id"), primary_key=True, index=True),
    sa.Column("reasons", sa.JSON, nullable=False),
)

# Keyed by article and characters, never by a row of mentions or entries: a re-reading makes those anew. Rows are
# only ever added; ``undoes`` takes an earlier one back. ``snapshot`` is the mention as the reviewer saw it.
judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("article", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("snapshot", sa.JSON, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("change", sa.JSON, nullable=False),
    sa.Column("reviewer", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("made", sa.Text, nullable=False),
    sa.Column("undoes", sa.Integer, sa.ForeignKey("judgements.id")),
)

problems = sa.Table(
    "problems",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("run", sa.Integer, sa.ForeignKey("runs.id")),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.UniqueConstraint("name", "reason", "detail"),
)

# What `bilateral watch` knows of a feed: by what to ask whether it changed, how often it failed since it last
# answered, and when it is due again (UTC).
feeds = sa.Table(
    "feeds",
    metadata,
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("etag", sa.Text, nullable=False),
    sa.Column("modified", sa.Text, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("due", sa.Text, nullable=False),
)

# Every item that a feed has shown. ``due`` is null once the item is dealt with; until then its page is to be fetched.
feed_items = sa.Table(
    "feed_items",
    metadata,
    sa.Column("feed", sa.Text, sa.ForeignKey("feeds.address"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("date", sa.Text, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("due", sa.Text, index=True),
)
