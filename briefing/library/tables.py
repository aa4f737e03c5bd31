"""What the database holds, in the terms that SQLite and PostgreSQL share.

Two families, each with a version of its own: what was read and extracted, which can be made anew from the inputs, and the editions,
which stand nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

# Raise it with every change of a table of the first family: an older library is emptied of it and filled again from the inputs.
SCHEMA = 1
# Raise it with every change of a table of the second, and say in UPGRADES how the tables of the version before become those of this.
EDITIONS = 1
UPGRADES: dict[int, Callable[[Connection], None]] = {}
PREFIX = "briefing_"

metadata = MetaData()
editions_metadata = MetaData()
# Text is ordered by code point everywhere, as SQLite orders it, whatever the locale of the database.
Words = Text().with_variant(Text(collation="C"), "postgresql")

# One row, the schema's number.
schema = Table(f"{PREFIX}schema", metadata, Column("version", Integer, nullable=False))

# A file as it was last read: the same digest and key need no reading.
inputs = Table(
    f"{PREFIX}inputs",
    metadata,
    Column("input", Integer, primary_key=True),
    Column("source", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("digest", Words, nullable=False),
    Column("key", Words, nullable=False),
    Index(f"{PREFIX}inputs_by_name", "source", "name", unique=True),
)

# Every reading of an article, `position` counting an input's entries. The same id may stand here several times: the
# first by source, input and position is the article, the others are duplicates of it. So what counts does not depend
# on which was read first.
articles = Table(
    f"{PREFIX}articles",
    metadata,
    Column("input", ForeignKey(inputs.c.input), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("source_id", Words, nullable=False),
    Column("url", Words),
    Column("outlet", Words),
    Column("title", Words, nullable=False),
    Column("published", Words),
    Column("retrieved", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("marking", Words, nullable=False),
    Column("text", Words, nullable=False),
    Index(f"{PREFIX}articles_in_order", "id", "source", "name", "position"),
)

# What an input (empty name: a source as a whole) gave instead of an article.
gaps = Table(
    f"{PREFIX}gaps",
    metadata,
    Column("gap", Integer, primary_key=True),
    Column("source", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("locator", Words, nullable=False),
    Index(f"{PREFIX}gaps_in_order", "source", "name", "position"),
)

# What the extractor made of an article, in the version that it had then: findings as JSON, or the gap it met instead.
extracted = Table(
    f"{PREFIX}extracted",
    metadata,
    Column("article_id", Words, primary_key=True),
    Column("version", Words, nullable=False),
    Column("findings", Words),
    Column("gap_kind", Words),
    Column("gap_reason", Words),
)

# ---- editions ------------------------------------------------------------------------------------------------------------

editions_schema = Table(f"{PREFIX}editions_schema", editions_metadata, Column("version", Integer, nullable=False))

# A briefing that was published: what tells it from the event's others, and what stood in it, as JSON in zlib's format.
editions = Table(
    f"{PREFIX}editions",
    editions_metadata,
    Column("event", Words, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("last", Integer),
    Column("as_of", Words, nullable=False),
    Column("digest", Words, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
