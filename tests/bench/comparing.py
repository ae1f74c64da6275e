"""Asks every question of a store on a server, and its twin by hand in turn, and prints the times as JSON.

python -m tests.bench.comparing neo4j://HOST ROLES SEED

User and password are in NEO4J_USER and NEO4J_PASSWORD. Remit, hand, Remit, hand: so a change of the machine's pace falls on
both. Their answers are compared when the times are taken; one that differs ends all with an error.
"""

import contextlib
import json
import sys
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from remit.api.collector import collect_seldom
from remit.api.servers import server_store
from remit.graphmodel.graph import Graph
from tests.bench.asking import VIEW, Asked, drift, questions, rows_of
from tests.bench.by_hand import FLOOR, ByHand, Hand, connected, twins
from tests.bench.same import compared

WARMING, FEW, FLOORS = 50, 10, 200
Figures = dict[str, float | None]


class Taken(NamedTuple):
    """One run: milliseconds in all and on the server, and round trips."""

    ms: float
    server: float | None
    trips: int


class Differs(Exception):
    """Remit and the statement by hand do not say the same."""


def main(address: str, roles: int, seed: int) -> dict[str, Figures]:
    """Of each question the medians: milliseconds, the server's part, round trips, rows; and the same by hand."""
    collect_seldom()
    with contextlib.closing(server_store(address)) as store:
        graph = store.graph(VIEW)
        with connected(address) as driver:
            hand = Hand(driver, graph.view.known_at or 0)
            by_hand = twins()
            measured = {name: floor(hand, file) for name, file in FLOOR.items()}
            for name, asked in questions(graph, roles, seed).items():
                print(f"  {name}", end="", file=sys.stderr, flush=True)
                measured[name] = Measuring(store.reader, graph, hand, name, by_hand.get(name)).run(asked)
                print(told(measured[name]), file=sys.stderr, flush=True)
    return measured


def told(found: Figures) -> str:
    """The figures of a question in a few words, for whoever waits for the table."""
    by_hand = f", by hand {found['hand ms']:,.1f} ms" if found["hand ms"] else ""
    return f": {found['ms']:,.1f} ms, {found['trips']:g} trips{by_hand}"


def floor(hand: Hand, file: str) -> Figures:
    """What the least costs, by hand alone."""
    runs = FLOORS if file == "floor" else FEW
    for _ in range(runs):
        hand.ask(file, {})
    taken = [timed_by_hand(hand, file, {})[0] for _ in range(runs)]
    return {
        "hand ms": median(each.ms for each in taken),
        "runs": runs,
        "drift": drift([each.ms for each in taken]),
    }


def timed_by_hand(hand: Hand, file: str, parameters: Any) -> tuple[Taken, list[Any]]:
    """A run by hand, and its record."""
    began = perf_counter()
    found = hand.ask(file, parameters)
    return Taken((perf_counter() - began) * 1000, found.server, 1), found.record


class Measuring:
    """A question and its twin, asked in turn."""

    def __init__(self, reader: Any, graph: Graph, hand: Hand, name: str, twin: ByHand | None) -> None:
        self.reader, self.graph, self.hand, self.name, self.twin = reader, graph, hand, name, twin

    def run(self, asked: Asked) -> Figures:
        """Warm up, take the times, compare the answers. Raises Differs."""
        for subject in asked.subjects[: min(WARMING, len(asked.subjects))]:
            self.pair(asked, subject)
        pairs = [self.pair(asked, subject) for subject in asked.subjects]
        remit = [each[0] for each in pairs]
        servers = [each.server for each in remit if each.server is not None]
        by_hand = [each[2].ms for each in pairs if each[2] is not None]
        return {
            "ms": median(each.ms for each in remit),
            "server ms": median(servers) if servers else None,
            "trips": median(each.trips for each in remit),
            "rows": median(each[1] for each in pairs),
            "runs": len(pairs),
            "hand ms": median(by_hand) if by_hand else None,
            "drift": drift([each.ms for each in remit]),
        }

    def pair(self, asked: Asked, subject: Any) -> tuple[Taken, int, Taken | None]:
        """One run of both, compared: Remit's times, its rows, the times by hand."""
        remit, answer = self.timed(asked, subject)
        if self.twin is None:
            return remit, rows_of(answer), None
        by_hand, record = timed_by_hand(self.hand, self.twin.file, self.twin.parameters(subject))
        one, other = compared(self.name, self.twin.file)(self.graph, subject, answer, record)
        if one != other:
            raise Differs(
                f"{self.name}, {subject!r}: Remit alone {few(one - other)}; by hand alone {few(other - one)}"
            )
        return remit, rows_of(answer), by_hand

    def timed(self, asked: Asked, subject: Any) -> tuple[Taken, Any]:
        """A run of Remit, and its answer."""
        trips, server = self.reader.trips, getattr(self.reader, "server_milliseconds", None)
        began = perf_counter()
        answer = asked.ask(subject)
        ms = (perf_counter() - began) * 1000
        spent = None if server is None else self.reader.server_milliseconds - server
        return Taken(ms, spent, self.reader.trips - trips), answer


def few(found: set[Any]) -> list[Any]:
    """Some of what differs."""
    return sorted(map(str, found))[:3]


if __name__ == "__main__":
    json.dump(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])), sys.stdout)
