"""Editions enter once they are published; they leave by event and number."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import and_, insert, or_, select, tuple_

from briefing.editions import Edition, EditionArticle, Head
from briefing.errors import LibraryError
from briefing.library.database import Database
from briefing.library.rows import edition_from, edition_row, head_from
from briefing.library.tables import articles, editions

_PAGE = 100


class Editions:
    """The editions of all events; every method raises `LibraryError` when the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def heads(self, event: str) -> tuple[Head, ...]:
        """The editions of an event, by number."""
        columns: list[Any] = [editions.c.number, editions.c.last, editions.c.as_of, editions.c.digest]
        query = select(*columns).where(editions.c.event == event).order_by(editions.c.number)
        with self._database.reading() as connection:
            return tuple(head_from(row) for row in connection.execute(query))

    def events(self) -> tuple[str, ...]:
        """Ids of the events that have editions, whether or not they are still configured."""
        with self._database.reading() as connection:
            return tuple(connection.execute(select(editions.c.event).distinct().order_by(editions.c.event)).scalars())

    def get(self, event: str, number: int) -> Edition | None:
        query = select(editions).where(editions.c.event == event, editions.c.number == number)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        try:
            return edition_from(row)
        except (ValueError, zlib.error) as error:
            raise LibraryError(
                f"edition {number} of {event} in the library {self._database.name} cannot be read",
                hint="put back a copy of the library, or install the version of briefing that wrote it",
            ) from error

    @contextmanager
    def kept(self, edition: Edition) -> Iterator[None]:
        """Stores an edition if, and once, the block ends well: what was not published is not remembered."""
        number = (editions.c.event == edition.event_id, editions.c.number == edition.number)
        with self._database.writing() as connection:
            if connection.execute(select(editions.c.number).where(*number)).one_or_none() is not None:
                raise LibraryError(
                    f"another run has made edition {edition.number} of {edition.event_id} meanwhile",
                    hint="build again: this one becomes the next",
                )
            connection.execute(insert(editions).values(edition_row(edition)))
            yield

    def successors(self, gone: Iterable[EditionArticle]) -> dict[str, str]:
        """For articles that the library no longer has: the ids of those that stand at their address, or in their place, now."""
        found: dict[str, str] = {}
        waiting = list(gone)
        for start in range(0, len(waiting), _PAGE):
            page = waiting[start : start + _PAGE]
            urls = sorted({article.url for article in page if article.url})
            places = sorted({(article.source, article.source_id) for article in page})
            columns = articles.c
            query = (
                select(columns.id, columns.url, columns.source, columns.source_id)
                .where(
                    or_(
                        and_(columns.url.is_not(None), columns.url.in_(urls)),
                        tuple_(columns.source, columns.source_id).in_(places),
                    )
                )
                .order_by(columns.id)
            )
            with self._database.reading() as connection:
                rows = connection.execute(query).all()
            by_url = {row.url: row.id for row in rows if row.url}
            by_place = {(row.source, row.source_id): row.id for row in rows}
            for article in page:
                successor = by_url.get(article.url) or by_place.get((article.source, article.source_id))
                if successor is not None and successor != article.id:
                    found[article.id] = successor
        return found
