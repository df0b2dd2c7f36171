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
    sa.Column("id", NUMBER, primary_key=True, doc="number of the run"),
    sa.Column("version", WORDS, nullable=False, doc="version of Bilateral"),
    sa.Column("command", WORDS, nullable=False, doc="what was done: add, watch, load …"),
    sa.Column("started", WORDS, nullable=False, doc="moment of its beginning, UTC"),
    sa.Column("seconds", sa.Float, doc="how long it took; null where it is not done"),
    sa.Column("counts", JSON, doc="how many articles, mentions and problems it made, by name"),
)

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("number", NUMBER, primary_key=True, doc="order in which articles came"),
    sa.Column("address", WORDS, nullable=False, unique=True, doc="SHA-256 of the text"),
    sa.Column("text", WORDS, nullable=False, doc="the text: NFC, lines ending in \\n, nothing else changed"),
    sa.Column("name", WORDS, nullable=False, doc="what the source called it: an id, a path, an address"),
    sa.Column("title", WORDS, nullable=False, doc="its headline"),
    sa.Column(
        "published",
        WORDS,
        index=True,
        doc="day of publication (ISO), by which days in the text are resolved; null where none is known",
    ),
    sa.Column("outlet", WORDS, nullable=False, doc="who published it"),
    sa.Column("url", WORDS, nullable=False, doc="where it stands on the web"),
    sa.Column("metadata", JSON, nullable=False, doc="whatever else the source said of it"),
    sa.Column(
        "read_by", WORDS, index=True, doc="which reader, in which version, has read it; null while none has"
    ),
    # A hash takes a name of any length; PostgreSQL's trees end at 2.7 kB.
    sa.Index("ix_articles_outlet", "outlet", postgresql_using="hash"),
)

# ``key`` is a hash of outlet, URL, name and date: the same appearance is kept once, however long these are.
appearances = sa.Table(
    "appearances",
    metadata,
    sa.Column(
        "address", WORDS, sa.ForeignKey("articles.address"), primary_key=True, doc="the text that appeared"
    ),
    sa.Column("key", WORDS, primary_key=True, doc="hash of outlet, URL, name and day"),
    sa.Column("outlet", WORDS, nullable=False, doc="who published it"),
    sa.Column("url", WORDS, nullable=False, doc="where"),
    sa.Column("name", WORDS, nullable=False, doc="what the source called it"),
    sa.Column("published", WORDS, nullable=False, doc="when (ISO), empty where unknown"),
    sa.Column("title", WORDS, nullable=False, doc="under which headline"),
    sa.Column("metadata", JSON, nullable=False, doc="whatever else the source said of it"),
)

sketches = sa.Table(
    "sketches",
    metadata,
    sa.Column("address", WORDS, sa.ForeignKey("articles.address"), primary_key=True, doc="the article"),
    sa.Column("gram", sa.BigInteger, primary_key=True, doc="hash of a run of five words"),
    sa.Column("quoted", sa.Boolean, primary_key=True, doc="whether the words stand in a quotation"),
)

edges = sa.Table(
    "edges",
    metadata,
    sa.Column(
        "article", WORDS, sa.ForeignKey("articles.address"), primary_key=True, doc="the article that depends"
    ),
    sa.Column(
        "of",
        WORDS,
        sa.ForeignKey("articles.address"),
        primary_key=True,
        index=True,
        doc="the article on which it depends",
    ),
    sa.Column("relation", WORDS, nullable=False, doc="exact, near, excerpt, reworded or partial copy"),
    sa.Column(
        "share", sa.Float, nullable=False, doc="share of the words of the first that stand in the second"
    ),
    sa.Column(
        "share_of", sa.Float, nullable=False, doc="share of the words of the second that stand in the first"
    ),
    sa.Column("passages", JSON, nullable=False, doc="the characters of each passage in both"),
)

# Rows come and go and are never changed, and no number is given twice: so a writer sees what others have traced.
families = sa.Table(
    "families",
    metadata,
    sa.Column(
        "number", NUMBER, primary_key=True, doc="never given twice, so that writers see what others traced"
    ),
    sa.Column(
        "address", WORDS, sa.ForeignKey("articles.address"), nullable=False, unique=True, doc="the article"
    ),
    sa.Column(
        "family", WORDS, nullable=False, index=True, doc="address of the origin, by which the family is known"
    ),
    sa.Column(
        "relation", WORDS, nullable=False, doc="what the article is to the one it was likely taken from"
    ),
    sa.Column("of", WORDS, doc="address of that article; null for the origin"),
    sa.Column("agency", WORDS, doc="news agency to which the text is credited"),
    sa.Column("marks", JSON, nullable=False, doc="odd phrases that show a text reworded by a machine"),
    sqlite_autoincrement=True,
)

mentions = sa.Table(
    "mentions",
    metadata,
    sa.Column("id", WORDS, primary_key=True, doc="article, kind and characters, short"),
    sa.Column(
        "article",
        WORDS,
        sa.ForeignKey("articles.address"),
        nullable=False,
        index=True,
        doc="address of the article",
    ),
    sa.Column("kind", WORDS, nullable=False, doc="event, statement, figure or agreement"),
    sa.Column("start", sa.Integer, nullable=False, doc="first character of the evidence"),
    sa.Column("end", sa.Integer, nullable=False, doc="character after the last one"),
    sa.Column("quotation", WORDS, nullable=False, doc="the words between them"),
    sa.Column("confidence", sa.Float, nullable=False, doc="how sure the reader is, from 0 to 1"),
    sa.Column(
        "fields", JSON, nullable=False, doc="everything that was read, as [what is read](reading.md) has it"
    ),
    sa.Column("decision", JSON, doc="what the judgements in force say of it; null where there are none"),
    sa.Column("block", WORDS, nullable=False, index=True, doc="within which it is compared with others"),
)

entries = sa.Table(
    "entries",
    metadata,
    sa.Column("number", NUMBER, primary_key=True, doc="order in which entries were made"),
    sa.Column("id", WORDS, nullable=False, unique=True, doc="by which commands and pages name it"),
    sa.Column("kind", WORDS, nullable=False, doc="event, statement, figure or agreement"),
    sa.Column("label", WORDS, nullable=False, doc="what it says in a few words"),
    sa.Column("type", WORDS, doc="PLOVER type of an event"),
    sa.Column(
        "status",
        WORDS,
        doc="of events actual, planned, denied, hypothetical; of agreements proposed, signed, in force …",
    ),
    sa.Column("when", WORDS, doc="when it was, as told: a date, month, year or interval"),
    sa.Column("day", WORDS, index=True, doc="first day of that, or the day of publication"),
    sa.Column("known", WORDS, doc="day on which the first article said so"),
    sa.Column("families", sa.Integer, nullable=False, doc="number of independent sources"),
    sa.Column("articles", sa.Integer, nullable=False, doc="number of texts"),
    sa.Column("confidence", sa.Float, nullable=False, doc="how sure the reader is, from 0 to 1"),
    sa.Column("fields", JSON, nullable=False, doc="everything about it, as the most families tell it"),
    sa.Column(
        "disagreement",
        JSON,
        nullable=False,
        doc="for each field on which families differ, every value with its families",
    ),
    sa.Column("reviewers", JSON, nullable=False, doc="who judged it"),
    sa.Column("block", WORDS, nullable=False, index=True, doc="the block of its mentions"),
    # Lists and counts of entries are answered from these alone, without the rows, whose JSON is long.
    sa.Index("ix_entries_kind", "kind", "type"),
    sa.Index("ix_entries_list", "id", "kind", "type", "status", "day", "families"),
    sa.Index("ix_entries_use", "families", "confidence"),
)

entry_actors = sa.Table(
    "entry_actors",
    metadata,
    sa.Column(
        "entry", WORDS, sa.ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True, doc="the entry"
    ),
    sa.Column("code", WORDS, primary_key=True, doc="the actor"),
    sa.Column("part", WORDS, primary_key=True, doc="actor, recipient, party, speaker or about"),
    sa.Column("state", WORDS, nullable=False, doc="the actor's home state, or the actor itself"),
    sa.Index("ix_entry_actors_state", "state", "entry", "part"),
    sa.Index("ix_entry_actors_entry", "entry", "state", "part"),
)

entry_mentions = sa.Table(
    "entry_mentions",
    metadata,
    sa.Column(
        "entry", WORDS, sa.ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True, doc="the entry"
    ),
    sa.Column(
        "mention",
        WORDS,
        sa.ForeignKey("mentions.id"),
        primary_key=True,
        index=True,
        doc="a mention that belongs to it",
    ),
    sa.Column("reasons", JSON, nullable=False, doc="why, in words"),
)

# Keyed by article and characters, never by a row of mentions or entries: a re-reading makes those anew. Rows are
# only ever added; ``undoes`` takes an earlier one back. ``snapshot`` is the mention as the reviewer saw it.
judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("id", NUMBER, primary_key=True, doc="number, by which it is undone"),
    sa.Column("article", WORDS, nullable=False, index=True, doc="address of the article judged"),
    sa.Column("kind", WORDS, nullable=False, doc="kind of the mention"),
    sa.Column("start", sa.Integer, nullable=False, doc="first character of its evidence"),
    sa.Column("end", sa.Integer, nullable=False, doc="character after the last one"),
    sa.Column("snapshot", JSON, nullable=False, doc="the mention as the reviewer saw it"),
    sa.Column("verdict", WORDS, nullable=False, doc="accept, reject, correct, merge, split or undo"),
    sa.Column("change", JSON, nullable=False, doc="new values, or what it is merged with"),
    sa.Column("reviewer", WORDS, nullable=False, doc="who judged"),
    sa.Column("note", WORDS, nullable=False, doc="why, in their words"),
    sa.Column("made", WORDS, nullable=False, doc="when, UTC"),
    sa.Column(
        "undoes",
        NUMBER,
        sa.ForeignKey("judgements.id"),
        doc="number of the judgement that this one takes back",
    ),
)

# ``key`` is a hash of name, reason and detail: the same problem is kept once.
problems = sa.Table(
    "problems",
    metadata,
    sa.Column("id", NUMBER, primary_key=True, doc="number of the problem"),
    sa.Column("run", NUMBER, sa.ForeignKey("runs.id"), doc="in which run it was met"),
    sa.Column("name", WORDS, nullable=False, doc="the input"),
    sa.Column("reason", WORDS, nullable=False, doc="a fixed word; [sources](sources.md#reasons) lists them"),
    sa.Column("detail", WORDS, nullable=False, doc="a sentence that says what is wrong and what to do"),
    sa.Column("key", WORDS, nullable=False, unique=True, doc="hash of the three, so that it is kept once"),
)

# What `bilateral watch` knows of a feed: by what to ask whether it changed, how often it failed since it last
# answered, and when it is due again (UTC).
feeds = sa.Table(
    "feeds",
    metadata,
    sa.Column("address", WORDS, primary_key=True, doc="where the feed stands"),
    sa.Column("title", WORDS, nullable=False, doc="its title"),
    sa.Column("etag", WORDS, nullable=False, doc="by which to ask whether it changed"),
    sa.Column("modified", WORDS, nullable=False, doc="the same, by date"),
    sa.Column("failures", sa.Integer, nullable=False, doc="how often it failed since it last answered"),
    sa.Column("due", WORDS, nullable=False, doc="when it is asked again, UTC"),
)

# Every item that a feed has shown. ``due`` is null once the item is dealt with; until then its page is to be fetched.
feed_items = sa.Table(
    "feed_items",
    metadata,
    sa.Column("feed", WORDS, sa.ForeignKey("feeds.address"), primary_key=True, doc="the feed that showed it"),
    sa.Column("key", WORDS, primary_key=True, doc="what the feed calls it"),
    sa.Column("url", WORDS, nullable=False, index=True, doc="its page"),
    sa.Column("title", WORDS, nullable=False, doc="its title"),
    sa.Column("date", WORDS, nullable=False, doc="its date, as the feed has it"),
    sa.Column("tries", sa.Integer, nullable=False, doc="how often its page was asked for in vain"),
    sa.Column("due", WORDS, index=True, doc="when its page is fetched next; null once it is dealt with"),
)
