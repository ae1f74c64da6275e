"""The file: how it is opened, checked, migrated, and shared between threads."""

import contextlib
import os
import re
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from importlib import resources
from itertools import count
from pathlib import Path

from remit.graphmodel.errors import NotAStore, StoreBusy, StoreDamaged, StoreError, StoreMissing, StoreTooNew
from remit.graphmodel.stores.sqlite.migrations import MIGRATIONS, VERSION, Migration

APPLICATION = 0x52454D49  # "REMI", in SQLite's header, tells a store of Remit's from any other file
BUSY_MILLISECONDS = 10_000


def script(name: str) -> str:
    """The text of one of the .sql files of this package."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


class Undo(Exception):
    """Raised inside a transaction to undo it quietly: a dry run, or nothing to change."""


class File:
    """A store's file and its pool of connections; safe to use from many threads.

    Raises StoreMissing, NotAStore, StoreTooNew or StoreDamaged where it cannot be opened.
    """

    def __init__(
        self,
        path: Path,
        *,
        create: bool = False,
        busy_milliseconds: int = BUSY_MILLISECONDS,
        migrations: Sequence[Migration] = MIGRATIONS,
        version: int = VERSION,
    ) -> None:
        self.path = path
        self._busy_milliseconds = busy_milliseconds
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        if os.path.isdir(path):  # noqa: PTH112 - unlike Path.is_dir, it does not raise where one may not look
            raise NotAStore(f"{path} is a folder", "name a file")
        if not create and not os.path.isfile(path):  # noqa: PTH113 - the same
            raise StoreMissing(
                f"there is no store at {path}", "make one with remit load, or name another with --store"
            )
        try:
            with self.reading() as database:
                self._prepare(database, migrations, version)
        except BaseException:
            self.close()
            raise

    def _prepare(self, database: sqlite3.Connection, migrations: Sequence[Migration], version: int) -> None:
        found = self._version(database)
        if found == 0:
            self._make(database, version)
        elif found > version:
            raise StoreTooNew(
                f"{self.path} was made by a newer version of Remit (format {found}; this one knows {version})",
                "update Remit",
            )
        elif found < version:
            self._migrate(database, found, version, migrations)

    def _version(self, database: sqlite3.Connection) -> int:
        application, version = (
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
        if application == APPLICATION:
            return int(version)
        if application or database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            raise NotAStore(
                f"{self.path} is a database, but not one of Remit's", "name another file with --store"
            )
        return 0

    def _make(self, database: sqlite3.Connection, version: int) -> None:
        database.execute("PRAGMA journal_mode = WAL")
        with self.transaction(database):
            if self._version(database) == 0:
                for statement in statements(script("schema.sql")):
                    database.execute(statement)
                for statement in statements(script("indexes.sql")):
                    database.execute(statement)
                database.execute(f"PRAGMA application_id = {APPLICATION:d}")
                database.execute(f"PRAGMA user_version = {version:d}")

    def _migrate(
        self, database: sqlite3.Connection, found: int, version: int, migrations: Sequence[Migration]
    ) -> None:
        with self.transaction(database):
            if self._version(database) != found:
                return
            copy = self._copy_name(found)
            self.copy_to(copy)
            try:
                for migration in migrations:
                    if found <= migration.brings_from < version:
                        for statement in statements(migration.sql):
                            database.execute(statement)
                database.execute(f"PRAGMA user_version = {version:d}")
            except BaseException:
                copy.unlink()
                raise

    def _copy_name(self, found: int) -> Path:
        """Where to keep the file as it was before a migration; an older copy is never overwritten."""
        copy = self.path.with_name(f"{self.path.name}.format-{found}")
        for again in count(2):
            if not copy.exists():
                break
            copy = self.path.with_name(f"{self.path.name}.format-{found}.{again}")
        return copy

    def copy_to(self, target: Path) -> None:
        """Copy what is committed into a new file, while others read and write; refuses to overwrite."""
        refuse_overwriting(target)
        part = target.with_name(f"{target.name}.part")
        part.unlink(missing_ok=True)
        try:
            with self._reported(), contextlib.closing(self._connect()) as source:
                copy = sqlite3.connect(part)
                with contextlib.closing(copy):
                    source.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")
            part.rename(target)
        finally:
            part.unlink(missing_ok=True)

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(
            self.path, isolation_level=None, check_same_thread=False, cached_statements=512
        )
        try:
            for setting in (
                f"busy_timeout = {self._busy_milliseconds:d}",
                "synchronous = FULL",
                "foreign_keys = OFF",
                "cache_size = -65536",
                "mmap_size = 1073741824",
                "temp_store = FILE",
            ):
                database.execute(f"PRAGMA {setting}")
        except BaseException:
            database.close()
            raise
        return database

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection of the caller's own until the block ends."""
        with self._lock:
            database = self._idle.pop() if self._idle else None
        if database is None:
            with self._reported():
                database = self._connect()
        try:
            with self._reported():
                yield database
        finally:
            with self._lock:
                self._idle.append(database)

    @contextlib.contextmanager
    def streaming(self) -> Iterator[sqlite3.Connection]:
        """A connection that keeps little of the file in memory: to go through all of one of any size."""
        with self._reported(), contextlib.closing(self._connect()) as database:
            for setting in ("mmap_size = 0", "cache_size = -32768"):
                database.execute(f"PRAGMA {setting}")
            yield database

    @contextlib.contextmanager
    def transaction(self, database: sqlite3.Connection) -> Iterator[None]:
        """A write transaction: committed when the block ends, undone when it raises (Undo ends there).

        Other writers wait, then get StoreBusy.
        """
        with self._reported():
            database.execute("BEGIN IMMEDIATE")
        try:
            with self._reported():
                yield
                database.execute("COMMIT")
        except BaseException as error:
            if database.in_transaction:
                database.execute("ROLLBACK")
            if not isinstance(error, Undo):
                raise

    @contextlib.contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise StoreBusy(
                    f"{self.path} is being written by another process", "try again when it is done"
                ) from error
            raise StoreError(
                f"{self.path} cannot be used: {error}", "check the folder, its rights and free space"
            ) from error
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
            if code == sqlite3.SQLITE_NOTADB:
                raise NotAStore(
                    f"{self.path} is no store of Remit's", "name another file with --store"
                ) from error
            if code == sqlite3.SQLITE_CORRUPT:
                raise StoreDamaged(f"{self.path} is damaged: {error}", "restore a backup") from error
            raise

    def close(self) -> None:
        """Close the idle connections."""
        with self._lock:
            idle, self._idle = self._idle, []
        for database in idle:
            database.close()


def refuse_overwriting(target: Path) -> None:
    """Raise StoreError where a new file cannot be made."""
    if target.exists():
        raise StoreError(f"{target} exists already", "name a file that does not exist yet")
    if not target.parent.is_dir():
        raise StoreError(f"there is no folder {target.parent}", "make it, or name another file")


def statements(text: str) -> Iterator[str]:
    """The statements of a script, one at a time, so that they run inside one transaction."""
    begun = ""
    for piece in re.findall(r"[^;]*;|[^;]+$", text):
        begun += piece
        if sqlite3.complete_statement(begun):
            yield begun.strip()
            begun = ""
    if any(line.strip() and not line.strip().startswith("--") for line in begun.splitlines()):
        raise StoreDamaged("an SQL script ends in the middle of a statement")
