"""The one module that joins concrete things: it opens stores, and makes the first one of somebody who has none."""

import contextlib
import getpass
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from remit.api.clock import now
from remit.graphmodel.errors import StoreBusy, StoreMissing
from remit.graphmodel.store import Author, Store
from remit.graphmodel.stores.sqlite.store import SqliteStore

DEFAULT_STORE = Path("remit.db")
Where = Path | str  # a file, or the address of a server
Tell = Callable[[str], None]


def place_of(named: Where | None) -> Where:
    """Where the store is: the one named, else remit.db in the working folder."""
    return DEFAULT_STORE if named is None else named


@contextlib.contextmanager
def store_to_read(named: Where | None, tell: Tell) -> Iterator[Store]:
    """A store for a question. Where nobody named one and there is none, it is made from the bundled data sets."""
    if named is None and not DEFAULT_STORE.exists():
        make_with_bundled(DEFAULT_STORE)
        tell(f"Made {DEFAULT_STORE} in this folder from the bundled data sets.")
    with existing_store(named) as store:
        yield store


@contextlib.contextmanager
def existing_store(named: Where | None) -> Iterator[Store]:
    """A store that must be there; StoreMissing where it is not."""
    path = place_of(named)
    if isinstance(path, str):
        with server(path) as store:
            yield store
        return
    if not path.exists():
        raise StoreMissing(
            f"there is no store at {path}",
            "name another with --store or REMIT_STORE, or make this one: remit load --bundled"
            + (f" --store {path}" if named else ""),
        )
    with contextlib.closing(SqliteStore.open(path)) as store:
        yield store


@contextlib.contextmanager
def store_to_write(named: Where | None) -> Iterator[Store]:
    """A store for a change, made where there is none; if the change fails, none is left behind."""
    path = place_of(named)
    if isinstance(path, str):
        opened = server(path, create=True)
    else:
        opened = existing_store(named) if path.exists() else new_store(path)
    with opened as store:
        yield store


@contextlib.contextmanager
def server(address: str, *, create: bool = False) -> Iterator[Store]:
    """A store on a server; its driver is only imported here."""
    from remit.api.servers import server_store

    with contextlib.closing(server_store(address, create=create)) as store:
        yield store.asked_by(uuid4().hex)


@contextlib.contextmanager
def store_to_check(named: Where | None) -> Iterator[Store]:
    """A store that may be damaged: a file must open, a server must only be reached."""
    path = place_of(named)
    if isinstance(path, str):
        from remit.api.servers import server_reached

        with contextlib.closing(server_reached(path)) as store:
            yield store
    else:
        with existing_store(named) as file:
            yield file


@contextlib.contextmanager
def store_to_prepare(named: Where | None) -> Iterator[Store]:
    """A store that may not be there yet: a file is made, a server must be reached."""
    path = place_of(named)
    if isinstance(path, Path) and not path.exists():
        if not path.parent.is_dir():
            raise StoreMissing(f"there is no folder {path.parent}", "make it, or name another store")
        SqliteStore.open(path, create=True).close()
    with store_to_check(named) as store:
        yield store


@contextlib.contextmanager
def new_store(path: Path) -> Iterator[Store]:
    """A new store: it appears at its path when the block ends and something was written, whole or not at all.

    Raises StoreMissing where the folder is missing, StoreBusy where somebody else has made a store there meanwhile.
    """
    if not path.parent.is_dir():
        raise StoreMissing(f"there is no folder {path.parent}", "make it, or name another store")
    with TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
        part = Path(folder) / path.name
        with contextlib.closing(SqliteStore.open(part, create=True)) as store:
            yield store
            written = store.last_change() > 0
        if written:
            try:
                _publish(part, path)
            except FileExistsError:
                raise StoreBusy(f"another process has just made {path}", "run it again") from None


@contextlib.contextmanager
def store_to_try(named: Where | None) -> Iterator[Store]:
    """A store for a change that is only tried: where there is none, an empty one that goes away afterwards."""
    path = place_of(named)
    if isinstance(path, str) or path.exists():
        with existing_store(named) as store:
            yield store
    else:
        with TemporaryDirectory(prefix="remit-") as folder, new_store(Path(folder) / "try.db") as store:
            yield store


@contextlib.contextmanager
def store_to_serve(named: Where | None, tell: Tell) -> Iterator[Store]:
    """A store that has had every bundled data set; made where there is none, and added to where some are missing."""
    path = place_of(named)
    if isinstance(path, Path) and not path.exists():
        make_with_bundled(path)
        tell(f"Made {path} from the bundled data sets.")
    with store_to_write(named) as store:
        if added := add_bundled(store):
            tell(f"Loaded bundled data sets that {path} has never had: {', '.join(added)}.")
        yield store


def make_with_bundled(path: Path) -> None:
    """Make a store with the bundled data sets; it is all the same if another process does so first."""
    with contextlib.suppress(StoreBusy), new_store(path) as store:
        add_bundled(store)


def add_bundled(store: Store) -> list[str]:
    """Load those bundled data sets that the store has never had, and say which; one edited or withdrawn stays so."""
    from remit.loaders.bundled import bundled
    from remit.loaders.load import load

    had = {name for change in store.changes() for name in change.datasets}
    missing = [path for path in bundled() if path.name not in had]
    if missing:
        load(store, missing, author("the bundled data sets"))
    return [path.name for path in missing]


def _publish(part: Path, path: Path) -> None:
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError from None
        part.rename(path)


def author(why: str) -> Author:
    """Who makes a change, now, and why; with a request id of its own."""
    return Author(who(), f"{now():%Y-%m-%dT%H:%M:%SZ}", why, uuid4().hex)


def who() -> str:
    """Whose name a change bears: REMIT_USER, else the login name."""
    named = os.environ.get("REMIT_USER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
