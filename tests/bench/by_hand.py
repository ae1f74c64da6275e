"""The questions written by hand: one Cypher statement each, over the same store, through the same view.

The statements are the files in by_hand/. Whether a fact counts is told by the same words in all of them, so these stand
once, here: <KNOWN f> and <IN_FORCE f> (both time axes, evidence, standing, data sets), <CERTAIN f>, and <TRUTH f> (2
certain, 1 possibly). The driver is used plainly.
"""

import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import neo4j

from remit.graphmodel.names import singular, words
from remit.graphmodel.stores.sqlite import codes
from tests.bench.asking import PAGE, VIEW

FILES = Path(__file__).with_name("by_hand")
_KNOWN = (
    "{0}.asserted <= $known_at AND ({0}.retracted IS NULL OR {0}.retracted > $known_at) AND {0}.evidence <= $evidence"
    " AND ($datasets IS NULL OR {0}.dataset IN $datasets)"
)
_WORDS = {
    "KNOWN": f"({_KNOWN})",
    "IN_FORCE": f"({_KNOWN} AND {{0}}.standing <= $standing AND {{0}}.from_earliest <= $day AND {{0}}.to_latest > $day)",
    "CERTAIN": f"({_KNOWN} AND {{0}}.standing <= $standing AND {{0}}.from_latest <= $day AND {{0}}.to_earliest > $day)",
    "TRUTH": "CASE WHEN {0}.from_latest <= $day AND {0}.to_earliest > $day THEN 2 ELSE 1 END",
}


class Found(NamedTuple):
    """The one record that a statement answers with, and the server's milliseconds for it."""

    record: list[Any]
    server: float


class ByHand(NamedTuple):
    """The twin of a question: the statement's file, and its parameters for a subject."""

    file: str
    parameters: Callable[[Any], Mapping[str, Any]]


@cache
def text(file: Path) -> str:
    """A statement, with the words for what counts filled in."""
    written = file.read_text(encoding="utf-8")
    return re.sub(r"<([A-Z_]+) (\w+)>", lambda found: _WORDS[found[1]].format(found[2]), written)


class Hand:
    """Asks statements by hand of a server, as known at a change."""

    def __init__(self, driver: neo4j.Driver, known_at: int) -> None:
        self._driver = driver
        self._view = {
            "known_at": known_at, "day": VIEW.day, "evidence": 3, "standing": 1, "datasets": None,
            "holds": codes.BIT["HOLDS"],
        }  # fmt: skip

    def prepared(self, file: Path, **parameters: Any) -> tuple[Any, dict[str, Any]]:
        """The text of a statement, and its parameters with those of the view."""
        return text(file), {**self._view, **parameters}

    def ask(self, name: str, parameters: Mapping[str, Any]) -> Found:
        """The record that a statement answers with."""
        found = self._driver.execute_query(
            *self.prepared(FILES / f"{name}.cypher", **parameters), routing_=neo4j.RoutingControl.READ
        )
        times = found.summary.result_available_after, found.summary.result_consumed_after
        return Found(found.records[0].values() if found.records else [], sum(each or 0 for each in times))


def connected(address: str) -> neo4j.Driver:
    """A driver for a server; user and password are in the environment."""
    auth = os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"]
    return neo4j.GraphDatabase.driver(address, auth=auth, notifications_min_severity="OFF")


def _nothing(_subject: object) -> Mapping[str, Any]:
    return {}


def _id(id: str) -> Mapping[str, Any]:
    return {"id": id}


def _page(after: str) -> Mapping[str, Any]:
    return {"after": after, "limit": PAGE + 1, "theme": None}


def _themed(given: tuple[str, str]) -> Mapping[str, Any]:
    return {**_page(given[1]), "theme": given[0]}


def _words(typed: str) -> Mapping[str, Any]:
    *first, last = [singular(word) for word in words(typed)]
    return {"match": " ".join([*(f"+{word}" for word in first), f"+{last}*"])}


def twins() -> dict[str, ByHand]:
    """The twin of each question that has one, by the question's name."""
    return {
        "node by its id": ByHand("point", _id),
        "a whole line (reach)": ByHand("line", _id),
        "reporting-lines, from a role to every top": ByHand("line", _id),
        f"unowned-duties, first page of {PAGE}": ByHand("unowned_page", _page),
        f"unowned-duties, a page of {PAGE} after any duty": ByHand("unowned_page", _page),
        "unowned-duties, all in pages of 1000": ByHand("unowned", _nothing),
        "unowned-duties, all ids (lacking)": ByHand("lacking", _nothing),
        "all pairs of REPORTS_TO": ByHand("pairs", _nothing),
        "count of duties": ByHand("count", _nothing),
        "accountability-chain": ByHand("accountability_chain", _id),
        "carried-by": ByHand("carried_by", _id),
        "committee": ByHand("committee", _id),
        f"duties, a page of {PAGE}": ByHand("duties", _page),
        f"duties on a theme, a page of {PAGE}": ByHand("duties", _themed),
        "search, words that few nodes have": ByHand("search", _words),
        "search, a word that many nodes have": ByHand("search", _words),
    }


FLOOR: Mapping[str, str] = {
    "RETURN 1": "floor",
    "every current REPORTS_TO pair, one record": "current_pairs",
}
