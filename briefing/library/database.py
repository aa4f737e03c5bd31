"""A file name or a database URL enters; an engine leaves, its tables standing. Here alone a database is known by name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, event, func, insert, inspect, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from briefing.errors import LibraryError
from briefing.library import tables

_BUSY_SECONDS = 30


class Database:
    """An open database: every access goes through `reading` or `writing`, which turn its errors into `LibraryError`."""

    def __init__(self, location: str, *, root: Path, busy_seconds: float = _BUSY_SECONDS) -> None:
        self.url = _url(location, root)
        self.name = self.url.render_as_string(hide_password=True)
        self.path = Path(self.url.database) if self.url.drivername == "sqlite" and self.url.database else None
        if self.path is not None:
            self.name = str(self.path)
            if not self.path.parent.is_dir():
                raise LibraryError(
                    f"the library {self.name} cannot be opened: there is no folder {self.path.parent}",
                    hint="make the folder, or set library: in config/briefing.yaml to another file",
                )
        self.engine = self._engine(busy_seconds)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A short transaction that sees one state; keep it no longer than a page of rows takes."""
        with self._said(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds whole or not at all, and waits for another process's to end."""
        with (
            self._said(),
            self.engine.connect().execution_options(briefing_writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def _engine(self, busy_seconds: float) -> Engine:
        try:
            if self.url.get_backend_name() != "sqlite":
                return create_engine(self.url, pool_pre_ping=True)
            engine = create_engine(self.url, connect_args={"timeout": busy_seconds})
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise LibraryError(
                f"the library {self.name} cannot be opened: {error}",
                hint="a file name, or a URL such as postgresql+psycopg://user@host/database with its driver installed",
            ) from error
        event.listen(engine, "connect", _on_sqlite_connect)
        event.listen(engine, "begin", _on_sqlite_begin)
        return engine

    def _prepare(self) -> None:
        """The tables, of this version: made where there are none; older ones are made anew, those of editions brought up to date."""
        known = (tables.SCHEMA, tables.EDITIONS)
        with self.reading() as connection:
            found = self._versions(connection)
        if found == known:
            return
        with self.writing() as connection:
            found = self._versions(connection)  # another process may have been faster
            for version, newest in zip(found, known, strict=True):
                if version is not None and version > newest:
                    raise LibraryError(
                        f"the library {self.name} was written by a newer version of briefing"
                        f" (its schema is {version}, this version knows {newest})",
                        hint="install the newer version, or set library: in config/briefing.yaml to another file",
                    )
            self._prepare_articles(connection, found[0])
            self._prepare_editions(connection, found[1])

    @staticmethod
    def _prepare_articles(connection: Connection, found: int | None) -> None:
        """All that is in these tables comes from the inputs: emptied, they fill themselves again at the next build."""
        if found == tables.SCHEMA:
            return
        if found is not None:
            kept = set(tables.editions_metadata.tables)
            older = MetaData()
            older.reflect(connection, only=lambda name, _: name.startswith(tables.PREFIX) and name not in kept)
            older.drop_all(connection)
        tables.metadata.create_all(connection)
        connection.execute(insert(tables.schema).values(version=tables.SCHEMA))

    @staticmethod
    def _prepare_editions(connection: Connection, found: int | None) -> None:
        """Editions stand nowhere else: their tables are changed in place, a version at a time."""
        if found is None:
            tables.editions_metadata.create_all(connection)
            connection.execute(insert(tables.editions_schema).values(version=tables.EDITIONS))
        elif found < tables.EDITIONS:
            for version in range(found, tables.EDITIONS):
                tables.UPGRADES[version](connection)
            connection.execute(update(tables.editions_schema).values(version=tables.EDITIONS))

    @staticmethod
    def _versions(connection: Connection) -> tuple[int | None, int | None]:
        """The versions of the two families of tables, None where there are none."""

        def version(table: Table) -> int | None:
            if not inspect(connection).has_table(table.name):
                return None
            return connection.execute(select(func.max(table.c.version))).scalar()

        return version(tables.schema), version(tables.editions_schema)

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise self._explained(error) from error

    def _explained(self, error: SQLAlchemyError) -> LibraryError:
        said = str(getattr(error, "orig", None) or error).strip()
        lower = said.lower()
        if self.path is None:
            return LibraryError(
                f"the library {self.name} cannot be used: {said}", hint="is the database up and reachable?"
            )
        aside = (
            f"put back a copy of {self.path.name}, or move it aside and build again: it fills itself anew from the sources, "
            "without its editions"
        )
        for sign, what, hint in (
            ("not a database", "is not a library, nor any SQLite file", "set library: to another file name"),
            ("malformed", "is damaged", aside),
            ("no such column", "is damaged: a column is missing", aside),
            ("no such table", "is damaged: a table is missing", aside),
            (
                "readonly",
                "cannot be written: it, or its folder, is read-only",
                "allow writing, or set library: to another",
            ),
            (
                "unable to open",
                "cannot be opened",
                "check that its folder can be read and written, and that it is a file",
            ),
            ("locked", "is held by another run", "wait until it ends, then run again"),
            ("full", "cannot be written: no space is left", "free some space, then run again"),
        ):
            if sign in lower:
                return LibraryError(f"the library {self.name} {what}", hint=hint)
        return LibraryError(f"the library {self.name} cannot be used: {said}", hint=aside)


def _url(location: str, root: Path) -> URL:
    if "://" not in location:
        return URL.create("sqlite", database=str(root / location))
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as error:
        raise LibraryError(
            "the library's URL cannot be understood", hint="such as postgresql+psycopg://user@host/database"
        ) from error
    if url.drivername == "sqlite" and url.database and url.database != ":memory:":
        url = url.set(database=str(root / url.database))
    return url


def _on_sqlite_connect(connection: Any, _record: Any) -> None:
    # The driver leaves BEGIN to us, so that table definitions are part of a transaction too.
    connection.isolation_level = None
    # A write-ahead log: readers go on while one writes, and a process killed at any moment leaves the last commit
    # whole.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _on_sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("briefing_writes")
    # A writer takes its lock at once: one that began as a reader could not wait for another's.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
