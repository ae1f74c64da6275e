"""Answers that are kept: given again while nothing is published, and not a moment longer."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from starlette.testclient import TestClient

from remit.api.graphql.answers import Answers, Question
from remit.api.graphql.outlook import Outlook
from remit.api.http import create_app
from remit.api.refusals import OutOfTime
from remit.graphmodel.errors import StoreUnreachable, UnknownBookmark
from remit.graphmodel.graph import Graph
from remit.graphmodel.store import Latest, Store
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from tests.drawing import load

ROLES = {"query": "{ roles { edges { node { id name } } view { knownAt } } }"}
NAMED = {"query": "query($id: ID!) { node(id: $id) { name } }"}


class Counted:
    """A store that counts how often a graph of it was opened."""

    def __init__(self, store: Store) -> None:
        self.opened = 0
        self._store = store

    def graph(self, view: View) -> Graph:
        """The graph through a view."""
        self.opened += 1
        return self._store.graph(view)

    def asked_by(self, _request: str, _bookmarks: Iterable[str] = ()) -> "Counted":
        """The same."""
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is."""
    return tmp_path / "remit.db"


@pytest.fixture
def counted(path: Path) -> Iterator[Counted]:
    """A store with one role."""
    with closing(SqliteStore.open(path, create=True)) as store:
        load(store, "Role: boss")
        yield Counted(store)


@pytest.fixture
def caller(counted: Counted) -> TestClient:
    """Asks it over HTTP."""
    return TestClient(create_app(cast("Store", counted)))


def ask(caller: TestClient, body: dict[str, Any], **more: Any) -> Any:
    """The answer to a question."""
    return caller.post("/graphql", json={**body, **more}).json()


def test_the_same_is_answered_once(counted: Counted, caller: TestClient) -> None:
    first = ask(caller, ROLES)
    assert [each["node"]["id"] for each in first["data"]["roles"]["edges"]] == ["boss"]
    assert ask(caller, ROLES) == first
    assert caller.get("/graphql", params=ROLES).json() == first
    assert counted.opened == 1


def test_another_document_or_variable_is_another_question(counted: Counted, caller: TestClient) -> None:
    assert ask(caller, NAMED, variables={"id": "boss"})["data"]["node"] == {"name": "boss"}
    assert ask(caller, NAMED, variables={"id": "nobody"})["data"]["node"] is None
    assert ask(caller, {"query": "query A { roles { totalCount } } query B { duties { totalCount } }"}, operationName="A") == {
        "data": {"roles": {"totalCount": 1}}
    }  # fmt: skip
    assert ask(caller, {"query": "query A { roles { totalCount } } query B { duties { totalCount } }"}, operationName="B") == {
        "data": {"duties": {"totalCount": 0}}
    }  # fmt: skip
    assert counted.opened == 4


def test_another_day_is_another_question(
    counted: Counted, caller: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = {"query": "{ roles { view { asAt } } }"}
    for day in (date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 1)):
        monkeypatch.setattr("remit.api.graphql.endpoint.today", lambda day=day: day)
        assert ask(caller, query)["data"]["roles"]["view"] == {"asAt": day.isoformat()}
    assert counted.opened == 2


def test_what_another_process_publishes_is_in_the_next_answer(caller: TestClient, path: Path) -> None:
    assert ask(caller, ROLES)["data"]["roles"]["view"] == {"knownAt": 1}
    assert ask(caller, NAMED, variables={"id": "clerk"})["data"]["node"] is None
    program = (
        "import sys; from pathlib import Path; from remit.graphmodel.stores.sqlite.store import SqliteStore;"
        "from tests.drawing import load; store = SqliteStore.open(Path(sys.argv[1]));"
        "load(store, 'Role: boss, clerk'); store.close()"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)
    after = ask(caller, ROLES)["data"]["roles"]
    assert [each["node"]["id"] for each in after["edges"]] == ["boss", "clerk"]
    assert after["view"] == {"knownAt": 2}
    assert ask(caller, NAMED, variables={"id": "clerk"})["data"]["node"] == {"name": "clerk"}


def test_what_is_wrong_or_not_published_is_not_kept(counted: Counted, caller: TestClient) -> None:
    for query in ('{ carriedBy(who: "wizard") { sentence } }', "{ datasets { nodes } roles { totalCount } }"):
        counted.opened = 0
        assert ask(caller, {"query": query}) == ask(caller, {"query": query})
        assert counted.opened == 2, query


def test_nothing_is_kept_where_there_is_no_room(counted: Counted) -> None:
    caller = TestClient(create_app(cast("Store", counted), keep=0))
    assert ask(caller, ROLES) == ask(caller, ROLES)
    assert counted.opened == 2


def question(query: str, published: str = "a") -> Question:
    """A question."""
    return Question(published, date(2026, 1, 1), query, None, "")


def test_the_answer_not_asked_for_the_longest_goes_first() -> None:
    answers = Answers(20_000)
    for name in ("a", "b", "c"):
        answers.add(question(name), b"x" * 1900)
    assert answers.get(question("a"))
    for name in "defghij":
        answers.add(question(name), b"x" * 1900)
    kept = [name for name in "abcdefghij" if answers.get(question(name))]
    assert kept == ["a", "d", "e", "f", "g", "h", "i", "j"]
    assert answers.held <= 20_000


def test_an_answer_that_would_push_out_many_is_not_kept() -> None:
    answers = Answers(20_000)
    answers.add(question("wide"), b"x" * 4000)
    assert answers.get(question("wide")) is None
    assert answers.held == 0


def test_of_another_history_nothing_is_known() -> None:
    answers = Answers(20_000)
    answers.add(question("q"), b"x")
    assert answers.get(question("q", published="b")) is None


class Published:
    """A store of which only what is published is asked, under the eyes of the test."""

    def __init__(self) -> None:
        self.change = 1
        self.looks = 0
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.given: list[tuple[str, ...]] = []
        self.error: Exception | None = None
        self.go_on.set()

    def asked_by(self, _request: str, bookmarks: Iterable[str] = ()) -> "Published":
        """The same, with the bookmarks noted."""
        self.given.append(tuple(bookmarks))
        return self

    def latest(self) -> Latest:
        """What is published when the look begins."""
        self.looks += 1
        found = Latest(self.change, f"hash-{self.change}", (f"bookmark-{self.change}",))
        self.begun.set()
        assert self.go_on.wait(10)
        if self.error:
            raise self.error
        return found


def looking(work: Callable[[Outlook, Published], Any]) -> Any:
    """What a test makes of an outlook over such a store."""
    published = Published()
    return asyncio.run(work(Outlook(cast("Store", published)), published))


def test_a_look_that_began_before_is_not_enough() -> None:
    async def work(outlook: Outlook, published: Published) -> None:
        published.go_on.clear()
        early = asyncio.create_task(outlook.latest("early", ()))
        assert await asyncio.to_thread(published.begun.wait, 10)
        published.change = 2
        late = [asyncio.create_task(outlook.latest(f"late {each}", ())) for each in range(5)]
        await asyncio.sleep(0)
        published.go_on.set()
        first = await early
        assert first is not None
        assert first.change == 1
        found = await asyncio.gather(*late)
        assert [each.change for each in found if each] == [2] * 5
        assert published.looks == 2, "those that came late share one look"

    looking(work)


def test_a_request_that_goes_away_leaves_the_others_their_look() -> None:
    async def work(outlook: Outlook, published: Published) -> None:
        published.go_on.clear()
        first, second = (asyncio.create_task(outlook.latest(name, ())) for name in ("first", "second"))
        assert await asyncio.to_thread(published.begun.wait, 10)
        first.cancel()
        published.go_on.set()
        found = await second
        assert found is not None
        assert found.change == 1

    looking(work)


def test_nobody_waits_for_a_store_that_hangs() -> None:
    async def work(_: Outlook, published: Published) -> None:
        published.go_on.clear()
        outlook = Outlook(cast("Store", published), seconds=0.05)
        for bookmarks in ((), ("written elsewhere",)):
            with pytest.raises(OutOfTime):
                await outlook.latest("one", bookmarks)
        published.go_on.set()
        assert await outlook.latest("two", ())

    looking(work)


def test_where_nobody_can_look_each_asks_for_itself() -> None:
    async def work(outlook: Outlook, published: Published) -> None:
        published.error = StoreUnreachable("gone", "wait")
        assert await outlook.latest("one", ()) is None
        published.error = None
        found = await outlook.latest("two", ())
        assert found is not None
        assert found.change == 1

    looking(work)


def test_bookmarks_that_no_look_gave_out_are_looked_behind() -> None:
    async def work(outlook: Outlook, published: Published) -> None:
        await outlook.latest("one", ())
        await outlook.latest("two", ("bookmark-1",))
        assert published.given == [(), ()], "what is known needs no look of its own"
        published.change = 2
        found = await outlook.latest("three", ("written elsewhere",))
        assert found is not None
        assert found.change == 2
        assert published.given[-1] == ("written elsewhere",)
        published.error = UnknownBookmark("what is this", "hand in another")
        with pytest.raises(UnknownBookmark):
            await outlook.latest("four", ("made up",))

    looking(work)
