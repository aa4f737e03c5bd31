"""Articles by input and findings by version enter; they leave in the order of their ids, a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    delete,
    distinct,
    exists,
    func,
    insert,
    or_,
    select,
    tuple_,
)

from briefing.library.database import Database
from briefing.library.editions import Editions
from briefing.library.rows import (
    article_from,
    article_row,
    findings_from,
    findings_json,
    gap_from,
    gap_row,
    stored_version,
)
from briefing.library.tables import articles, extracted, gaps, inputs
from briefing.models import Article, Findings, Gap, Unread

_PAGE = 200  # rows held at a time
_COMMIT = 50  # extracted articles that a killed run may lose
_T = TypeVar("_T")


class Library:
    """An open library; a context manager. Every method raises `LibraryError` when the database fails.

    Reading methods fetch a page at a time, each page in a transaction of its own: memory stays constant, and one may
    store findings while iterating over what lacks them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._replaced = False
        self.editions = Editions(database)

    @classmethod
    def open(cls, location: str, *, root: Path) -> Library:
        """The library at a file name within `root`, made if there is none, or at a database URL."""
        return cls(Database(location, root=root))

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- inputs ------------------------------------------------------------------------------------------------------

    def has_input(self, source: str, name: str, digest: str, key: str) -> bool:
        """Whether this content was read by this reader and stored; `key` hashes the reader's version and settings."""
        known = select(inputs.c.digest, inputs.c.key).where(inputs.c.source == source, inputs.c.name == name)
        with self._database.reading() as connection:
            row = connection.execute(known).one_or_none()
        return row is not None and tuple(row) == (digest, key)

    def store_input(
        self, source: str, name: str, digest: str, key: str, items: Iterable[Article | Gap]
    ) -> tuple[int, int]:
        """Stores what was read from an input, in place of an earlier reading; returns how many articles and gaps.

        Whole or not at all: killed, or `items` raising, leaves everything as it was. An article that an input before
        this one (by source and name) or an earlier row has already is counted as a gap.
        """
        rows: dict[str, int] = {"articles": 0, "gaps": 0}
        with self._database.writing() as connection:
            self._replaced |= _drop_inputs(connection, source, {name})
            added = insert(inputs).values(source=source, name=name, digest=digest, key=key).returning(inputs.c.input)
            number = connection.execute(added).scalar_one()
            for page in _pages(enumerate(items), _PAGE):
                found = [
                    {**article_row(item), "input": number, "position": position, "source": source, "name": name}
                    for position, item in page
                    if isinstance(item, Article)
                ]
                missed = [
                    {**gap_row(item), "source": source, "name": name, "position": position}
                    for position, item in page
                    if isinstance(item, Gap)
                ]
                if found:
                    connection.execute(insert(articles), found)
                if missed:
                    connection.execute(insert(gaps), missed)
                rows["articles"] += len(found)
                rows["gaps"] += len(missed)
            again = select(func.count()).select_from(articles).where(articles.c.input == number, _is_duplicate())
            duplicates = connection.execute(again).scalar_one()
        return rows["articles"] - duplicates, rows["gaps"] + duplicates

    def keep_inputs(self, source: str, names: Collection[str], gaps_met: Iterable[Gap] = ()) -> None:
        """Forgets a source's inputs that are not among `names`; `gaps_met` in listing them replace the last ones.

        Findings of articles that are gone go too; they stay while the source gives nothing at all, as a folder does
        that is not mounted for a night.
        """
        stored = select(inputs.c.name).where(inputs.c.source == source)
        met = [
            {**gap_row(gap), "source": source, "name": "", "position": number} for number, gap in enumerate(gaps_met)
        ]
        with self._database.writing() as connection:
            gone = set(connection.execute(stored).scalars()) - set(names)
            dropped = _drop_inputs(connection, source, gone)
            connection.execute(delete(gaps).where(gaps.c.source == source, gaps.c.name == ""))
            if met:
                connection.execute(insert(gaps), met)
            if names and (dropped or self._replaced):
                _drop_orphans(connection)

    def keep_sources(self, sources: Collection[str]) -> None:
        """Forgets the inputs of every source that is not among `sources`: it is no longer configured."""
        with self._database.writing() as connection:
            stored = set(connection.execute(select(inputs.c.source).distinct()).scalars())
            stored |= set(connection.execute(select(gaps.c.source).distinct()).scalars())
            for source in sorted(stored - set(sources)):
                _drop_inputs(connection, source, None)
            if stored - set(sources):
                _drop_orphans(connection)

    # ---- articles ----------------------------------------------------------------------------------------------------

    def articles(self, ids: Iterable[str] | None = None) -> Iterator[Article]:
        """The articles of current inputs (of these ids), ordered by id, each once; streaming."""
        if ids is None:
            yield from self._articles()
        else:
            for page in _pages(sorted(set(ids)), _PAGE):
                yield from self._articles(articles.c.id.in_(page))

    def unextracted(self, version: str, *, sieve: str | None = None) -> Iterator[Article]:
        """The articles without a result of this version, ordered by id; streaming, while results are stored.

        What was passed over waits too, unless it was by the sieve of this key.
        """
        yield from self._articles(_lacks(version, sieve))

    def count_articles(self) -> int:
        return self._count(select(func.count(distinct(articles.c.id))))

    def count_unextracted(self, version: str, *, sieve: str | None = None) -> int:
        return self._count(select(func.count(distinct(articles.c.id))).where(_lacks(version, sieve)))

    def _articles(self, *conditions: ColumnElement[bool]) -> Iterator[Article]:
        columns = articles.c
        order = (columns.id, columns.source, columns.name, columns.position)
        last = ""
        while True:
            query = select(articles).where(columns.id > last, *conditions).order_by(*order).limit(_PAGE)
            rows = self._page(query)
            for row in rows:
                if row.id != last:  # the first of those with one id is the article
                    last = row.id
                    yield article_from(row)
            if len(rows) < _PAGE:
                return

    # ---- findings ----------------------------------------------------------------------------------------------------

    def store_findings(self, version: str, results: Iterable[Findings | Unread | Gap]) -> int:
        """Stores what the extractor of this version made of articles, in place of another version's; returns how many.

        Committed every few articles, so that a killed run goes on where it stopped. For gaps see `store_gaps`.
        """
        stored, count = stored_version(version), 0
        for page in _pages(results, _COMMIT):
            with self._database.writing() as connection:
                found = [
                    {"article_id": result.article_id, "version": stored, "findings": findings_json(result)}
                    for result in page
                    if isinstance(result, Findings)
                ]
                passed = [
                    {"article_id": result.article_id, "version": stored_version(version, result.key)}
                    for result in page
                    if isinstance(result, Unread)
                ]
                _put_extracted(connection, found)
                _put_extracted(connection, passed)
                _put_gaps(connection, stored, [result for result in page if isinstance(result, Gap)])
            count += len(page)
        return count

    def store_gaps(self, version: str, results: Iterable[Gap]) -> int:
        """Stores that the extractor of this version failed on articles, so that it does not try them again; returns how many.

        A gap's `locator` is the article's id, or its `source_id`.
        """
        return self.store_findings(version, results)

    def findings(self, version: str, ids: Iterable[str] | None = None) -> Iterator[Findings]:
        """The findings of this version in current articles (of these article ids), ordered by article id; streaming."""
        if ids is None:
            yield from self._findings(version)
        else:
            for page in _pages(sorted(set(ids)), _PAGE):
                yield from self._findings(version, extracted.c.article_id.in_(page))

    def _findings(self, version: str, *conditions: ColumnElement[bool]) -> Iterator[Findings]:
        columns, last = extracted.c, ""
        while True:
            query = (
                select(columns.article_id, columns.findings)
                .where(columns.version == stored_version(version), columns.findings.is_not(None))
                .where(exists().where(articles.c.id == columns.article_id))
                .where(columns.article_id > last, *conditions)
                .order_by(columns.article_id)
                .limit(_PAGE)
            )
            rows = self._page(query)
            for row in rows:
                last = row.article_id
                yield findings_from(row.findings)
            if len(rows) < _PAGE:
                return

    # ---- gaps --------------------------------------------------------------------------------------------------------

    def gaps(self) -> Iterator[Gap]:
        """What was not read, by source, input and row; then duplicates and failed extractions by article id."""
        key = (gaps.c.source, gaps.c.name, gaps.c.position, gaps.c.gap)
        last: tuple[Any, ...] = ("", "", -1, -1)
        while rows := self._page(select(gaps).where(tuple_(*key) > tuple_(*last)).order_by(*key).limit(_PAGE)):
            for row in rows:
                yield gap_from(row, locator=row.locator)
            last = (rows[-1].source, rows[-1].name, rows[-1].position, rows[-1].gap)
        yield from self._duplicates()
        yield from self._failures()

    def _duplicates(self) -> Iterator[Gap]:
        columns, last = articles.c, ""
        twice = select(columns.id).group_by(columns.id).having(func.count() > 1).order_by(columns.id).limit(_PAGE)
        while ids := [row.id for row in self._page(twice.where(columns.id > last))]:
            places = (columns.id, columns.source, columns.name, columns.position)
            query = select(*places, columns.source_id).where(columns.id.in_(ids)).order_by(*places)
            for _, same in groupby(self._page(query), key=lambda row: row.id):
                first, *others = same
                for row in others:
                    elsewhere = "" if row.source == first.source else f" of source {first.source}"
                    yield Gap(
                        kind="duplicate",
                        reason=f"the same article as {_locator(first)}{elsewhere}",
                        source=row.source,
                        locator=_locator(row),
                    )
            last = ids[-1]

    def _failures(self) -> Iterator[Gap]:
        columns, last = extracted.c, ""
        failed = select(columns.article_id).where(columns.gap_kind.is_not(None)).order_by(columns.article_id)
        while ids := [row.article_id for row in self._page(failed.where(columns.article_id > last).limit(_PAGE))]:
            query = (
                select(articles.c.id, articles.c.source, articles.c.name, articles.c.source_id)
                .add_columns(columns.gap_kind.label("kind"), columns.gap_reason.label("reason"))
                .join(extracted, columns.article_id == articles.c.id)
                .where(articles.c.id.in_(ids), ~_is_duplicate())
                .order_by(articles.c.id)
            )
            for row in self._page(query):
                yield gap_from(row, locator=_locator(row))
            last = ids[-1]

    # ---- within ------------------------------------------------------------------------------------------------------

    def _page(self, query: Select[Any]) -> list[Row[Any]]:
        with self._database.reading() as connection:
            return list(connection.execute(query).all())

    def _count(self, query: Select[Any]) -> int:
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())


def _pages(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while page := list(islice(iterator, size)):
        yield page


def _lacks(version: str, sieve: str | None) -> ColumnElement[bool]:
    """That an article has no result of this version, and this sieve did not pass it over."""
    done = [stored_version(version)] if sieve is None else [stored_version(version), stored_version(version, sieve)]
    return ~exists().where(extracted.c.article_id == articles.c.id, extracted.c.version.in_(done))


def _is_duplicate() -> ColumnElement[bool]:
    """That a reading with the same id stands before an article's."""
    earlier = articles.alias()
    place = (articles.c.source, articles.c.name, articles.c.position)
    before = tuple_(earlier.c.source, earlier.c.name, earlier.c.position) < tuple_(*place)
    return exists().where(earlier.c.id == articles.c.id, before)


def _locator(row: Row[Any]) -> str:
    """File name and row, or file name and the input's own id."""
    return str(row.source_id) if row.source_id.startswith(row.name) else f"{row.name} ({row.source_id})"


def _drop_inputs(connection: Connection, source: str, names: Collection[str] | None) -> bool:
    """Removes inputs of a source (None: all) with what was read from them; says whether there were any."""
    if names is None:
        connection.execute(delete(gaps).where(gaps.c.source == source))
        names = set(connection.execute(select(inputs.c.name).where(inputs.c.source == source)).scalars())
    dropped = False
    for page in _pages(sorted(names), _PAGE):
        chosen = select(inputs.c.input).where(inputs.c.source == source, inputs.c.name.in_(page))
        numbers = list(connection.execute(chosen).scalars())
        dropped |= bool(numbers)
        connection.execute(delete(articles).where(articles.c.input.in_(numbers)))
        connection.execute(delete(gaps).where(gaps.c.source == source, gaps.c.name.in_(page)))
        connection.execute(delete(inputs).where(inputs.c.input.in_(numbers)))
    return dropped


def _drop_orphans(connection: Connection) -> None:
    connection.execute(delete(extracted).where(~exists().where(articles.c.id == extracted.c.article_id)))


def _put_extracted(connection: Connection, rows: list[dict[str, Any]]) -> None:
    by_id = {row["article_id"]: row for row in rows}
    if by_id:
        connection.execute(delete(extracted).where(extracted.c.article_id.in_(sorted(by_id))))
        connection.execute(insert(extracted), list(by_id.values()))


def _put_gaps(connection: Connection, stored: str, met: list[Gap]) -> None:
    done = exists().where(extracted.c.article_id == articles.c.id, extracted.c.version == stored)
    for gap in met:
        # A source may use one id of its own twice: the one that succeeded is not meant.
        by_place = and_(articles.c.source == gap.source, articles.c.source_id == gap.locator, ~done)
        found = select(articles.c.id).distinct().where(or_(articles.c.id == gap.locator, by_place))
        ids = connection.execute(found).scalars()
        result = {"version": stored, "gap_kind": gap.kind, "gap_reason": gap.reason}
        _put_extracted(connection, [{**result, "article_id": article_id} for article_id in ids])
