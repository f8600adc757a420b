"""The index of a case's messages: where each stands in its file, and what the audit found in it.

It is derived from messages/imported-NNNN.jsonl and may be deleted; SQLite keeps it whole if the program is killed and
lets a case with a hundred thousand messages open without loading them.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from poa.atomic import FILE_MODE
from poa.cases.files import as_told, make_folder
from poa.cases.layout import INNER, MAIL_INDEX, inner
from poa.errors import CaseError

INDEX = MAIL_INDEX

_TABLES = """
CREATE TABLE IF NOT EXISTS batches (name TEXT PRIMARY KEY, at TEXT, masked INTEGER);
CREATE TABLE IF NOT EXISTS messages (
    id TEXT PRIMARY KEY, batch TEXT, start INTEGER, length INTEGER, digest BLOB, order_id TEXT, sender TEXT,
    template TEXT, day TEXT, inbound INTEGER, verdict TEXT, weight INTEGER, audited TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_weight ON messages (weight DESC, day DESC, id) WHERE weight > 0;
CREATE INDEX IF NOT EXISTS by_order ON messages (order_id, day, id) WHERE order_id IS NOT NULL;
CREATE TABLE IF NOT EXISTS hits (id TEXT, rule TEXT);
CREATE INDEX IF NOT EXISTS by_rule ON hits (rule, id);
CREATE INDEX IF NOT EXISTS hits_by_id ON hits (id);
PRAGMA user_version = 1;
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One message of the index; ``audited`` is JSON where something was found, ``weight`` ranks it (0: clean)."""

    id: str
    start: int
    length: int
    digest: bytes
    order_id: str | None
    sender: str | None
    template: str | None
    day: str | None
    inbound: bool
    verdict: str
    weight: int
    audited: str | None
    rules: tuple[str, ...]


@contextlib.contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection | None]:
    """The index for reading; None where there is none.

    Raises:
        CaseError: it is damaged.
    """
    path = inner(folder, INDEX)
    if not path.is_file():
        yield None
        return
    with _told(path):
        try:
            connection = _open(path, "rw")
        except sqlite3.OperationalError:
            connection = _open(path, "ro")
        with contextlib.closing(connection):
            yield connection


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """The index for writing, in one transaction: all of it is kept or nothing. A damaged one is begun anew.

    Raises:
        CaseError: it cannot be written.
    """
    make_folder(folder / INNER)
    path = inner(folder, INDEX)
    with _told(path):
        try:
            connection = _made(path)
        except sqlite3.DatabaseError as problem:
            if isinstance(problem, sqlite3.OperationalError):
                raise
            drop(folder)
            connection = _made(path)
        with contextlib.closing(connection):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise


def add(connection: sqlite3.Connection, batch: str, row: Row) -> None:
    """Put one message into the index."""
    connection.execute(
        "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (row.id, batch, row.start, row.length, row.digest, row.order_id, row.sender, row.template, row.day,
         int(row.inbound), row.verdict, row.weight, row.audited),
    )  # fmt: skip
    connection.executemany("INSERT INTO hits VALUES (?, ?)", [(row.id, rule) for rule in row.rules])


def remove(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Take messages out of the index, where they are in it."""
    for id in ids:
        connection.execute("DELETE FROM messages WHERE id = ?", (id,))
        connection.execute("DELETE FROM hits WHERE id = ?", (id,))


def forget(connection: sqlite3.Connection, batch: str) -> None:
    """Take a batch out of the index."""
    connection.execute("DELETE FROM hits WHERE id IN (SELECT id FROM messages WHERE batch = ?)", (batch,))
    connection.execute("DELETE FROM messages WHERE batch = ?", (batch,))
    connection.execute("DELETE FROM batches WHERE name = ?", (batch,))


def drop(folder: Path) -> None:
    """Remove the index with what SQLite keeps beside it."""
    for end in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            inner(folder, INDEX + end).unlink()


def _made(path: Path) -> sqlite3.Connection:
    # Made here, so that it is for the user only; SQLite gives its journal the same rights.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, FILE_MODE))
    connection = _open(path, "rw")
    try:
        connection.executescript(_TABLES)
    except BaseException:
        connection.close()
        raise
    return connection


def _open(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=10, isolation_level=None)
    try:
        connection.execute("PRAGMA user_version").fetchone()
        # Kilobytes; a query goes through the file once, and the system keeps its pages anyway.
        connection.execute("PRAGMA cache_size = -256")
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as problem:
        if getattr(problem, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise CaseError("cases.disk_full", file=path) from None
        raise CaseError("cases.mail_index", file=path, why=str(problem)) from None
    except OSError as problem:
        raise as_told(problem, path) from None


def each(folder: Path, query: str, values: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, one by one; none where there is no index."""
    with reading(folder) as connection:
        if connection:
            yield from connection.execute(query, values)


def ask(folder: Path, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The rows of a query; none where there is no index."""
    with reading(folder) as connection:
        return connection.execute(query, values).fetchall() if connection else []
