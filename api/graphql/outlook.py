"""What a store has published, looked at once for all the requests that wait for it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import anyio
from anyio import to_thread

from remit.api.graphql.call import SECONDS
from remit.api.refusals import OutOfTime
from remit.graphmodel.store import Latest, Store


@dataclass(slots=True)
class _Turn:
    """Who waits for the next look, and the task that looks; of one event loop."""

    waiting: asyncio.Future[Latest | None] | None = None
    looking: asyncio.Task[None] | None = None


class Outlook:
    """Looks at what is published.

    A request is only ever answered by a look that began after the request came: so it sees whatever was published
    before it, by whomever. Requests that come while a look is under way share the next one.
    """

    def __init__(self, store: Store, seconds: float = SECONDS) -> None:
        self._store = store
        self._seconds = seconds
        self._known = Latest()
        self._turns: WeakKeyDictionary[asyncio.AbstractEventLoop, _Turn] = WeakKeyDictionary()

    async def latest(self, request: str, bookmarks: Sequence[str]) -> Latest | None:
        """What is published now; None where a look that others share has failed, so that each asks for itself.

        `request` is the id that the store's log knows the look by. With bookmarks that no look has given out, a request
        looks alone, and after what they stand for; that raises as the store does. Raises OutOfTime.
        """
        with anyio.move_on_after(self._seconds):
            return await self._found(request, bookmarks)
        raise OutOfTime(f"the store did not answer in {self._seconds:g} seconds", "try again later")

    async def _found(self, request: str, bookmarks: Sequence[str]) -> Latest | None:
        if not set(bookmarks) <= {*self._known.bookmarks}:
            asked = self._store.asked_by(request, bookmarks)
            found = self._known = await to_thread.run_sync(asked.latest, abandon_on_cancel=True)
            return found
        loop = asyncio.get_running_loop()
        turn = self._turns.setdefault(loop, _Turn())
        if turn.waiting is None:
            turn.waiting = loop.create_future()
        waiting = turn.waiting
        if turn.looking is None or turn.looking.done():
            turn.looking = loop.create_task(self._look(turn, request))
        return await asyncio.shield(waiting)

    async def _look(self, turn: _Turn, request: str) -> None:
        while (waiting := turn.waiting) is not None:
            turn.waiting = None
            found = None
            try:
                found = self._known = await to_thread.run_sync(self._store.asked_by(request).latest)
            except Exception:  # noqa: BLE001, S110 - those that wait ask the store themselves, and are told what is wrong
                pass
            finally:
                if not waiting.done():
                    waiting.set_result(found)
