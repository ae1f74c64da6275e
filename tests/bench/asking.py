"""Asks every question of a loaded store, in a process of its own, and prints the times as JSON.

python -m tests.bench.asking STORE.db ROLES SEED

Questions about a node, a page or a word are asked of another one each time; a first page and a whole list are the same
each time. Of the times the median counts; the second half's median against the first's shows how far this machine
drifted meanwhile.
"""

import contextlib
import json
import random
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from remit.graphmodel.graph import MOST_ROWS, Graph
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from remit.loaders.made_up import Chance, Organisation
from remit.loaders.made_up_nodes import AREAS, THINGS, VERBS, Places, committees_of
from remit.queries import (
    accountability_chain,
    carried_by,
    committee,
    duties,
    reporting_lines,
    search,
    unowned_duties,
)
from remit.queries.ownership import OWNED

VIEW = View(as_at=date(2026, 1, 1))
OPENS, ASKED, WHOLE = 20, 200, 5
PAGE, LONG_PAGE = 50, 1000
Run = Callable[[], Any]


def main(path: Path, roles: int, seed: int) -> dict[str, dict[str, float]]:
    """Of each question: the median in milliseconds, how often it was asked, the rows of an answer, the drift."""
    measured = {"open": times(partial(opened, path, made_up(roles, seed, "role", 0)) for _ in range(OPENS))}
    with contextlib.closing(SqliteStore.open(path)) as store:
        graph = store.graph(VIEW)
        for name, runs in questions(graph, roles, seed).items():
            measured[name] = times(runs)
    return measured


def questions(graph: Graph, roles: int, seed: int) -> dict[str, Iterable[Run]]:
    """The questions by name, each with its runs."""
    pick = random.Random(seed)
    organisation = Organisation(roles, seed * 16)
    id = partial(made_up, roles, seed)
    some = partial(pick.sample, k=min(ASKED, roles))
    last_committee = committees_of(organisation, organisation.agencies - 1).stop
    return {
        "reporting-lines, from a role to every top": [
            partial(reporting_lines.ask, graph, reporting_lines.ReportingLines(id("role", role)))
            for role in some(range(roles))
        ],
        "reporting-lines, to the chief executive": [
            partial(reporting_lines.ask, graph, reporting_lines.ReportingLines(
                id("role", role), id("role", organisation.starts[organisation.agency[role]])))
            for role in some(range(roles))
        ],
        f"unowned-duties, first page of {PAGE}": [
            partial(unowned_duties.ask, graph, unowned_duties.UnownedDuties(first=PAGE)) for _ in range(ASKED)
        ],
        f"unowned-duties, a page of {PAGE} after any duty": [
            partial(unowned_duties.ask, graph, unowned_duties.UnownedDuties(after=id("duty", duty)))
            for duty in some(range(2 * roles))
        ],
        f"unowned-duties, all in pages of {LONG_PAGE}": [partial(all_unowned, graph) for _ in range(WHOLE)],
        "unowned-duties, all ids (lacking)": [
            partial(graph.lacking, "Duty", OWNED, None, "", MOST_ROWS) for _ in range(WHOLE)
        ],
        "accountability-chain": [
            partial(accountability_chain.ask, graph, accountability_chain.AccountabilityChain(id("duty", duty)))
            for duty in some(range(2 * roles))
        ],
        "carried-by": [
            partial(carried_by.ask, graph, carried_by.CarriedBy(id("role", role))) for role in some(range(roles))
        ],
        "committee": [
            partial(committee.ask, graph, committee.CommitteeNamed(id("committee", pick.randrange(last_committee))))
            for _ in range(ASKED)
        ],
        f"duties, a page of {PAGE}": [
            partial(duties.ask, graph, duties.Duties(after=id("duty", duty))) for duty in some(range(2 * roles))
        ],
        f"duties on a theme, a page of {PAGE}": [
            partial(duties.ask, graph, duties.Duties(theme=pick.choice(THINGS), after=id("duty", duty)))
            for duty in some(range(2 * roles))
        ],
        "search, words that few nodes have": [
            partial(search.ask, graph, search.Search(f"{AREAS[role % len(AREAS)]} {role + 1}")) for role in some(range(roles))
        ],
        "search, a word that many nodes have": [
            partial(search.ask, graph, search.Search(f"{pick.choice(VERBS)} {pick.choice(THINGS)}")) for _ in range(ASKED // 10)
        ],
    }  # fmt: skip


def made_up(roles: int, seed: int, what: str, number: int) -> str:
    """The id of a node of the generated data set."""
    return Places(f"made-up-{roles}-{seed}", Chance(0)).id(what, number)


def opened(path: Path, id: str) -> object:
    """A store opened anew, and one node read."""
    with contextlib.closing(SqliteStore.open(path)) as store:
        return store.graph(VIEW).nodes([id])[id]


def all_unowned(graph: Graph) -> list[unowned_duties.UnownedDuty]:
    """Every duty without an owner, page by page."""
    rows: list[unowned_duties.UnownedDuty] = []
    after: str | None = ""
    while after is not None:
        answer = unowned_duties.ask(graph, unowned_duties.UnownedDuties(first=LONG_PAGE, after=after))
        rows += answer.rows
        after = answer.after
    return rows


def times(runs: Iterable[Run]) -> dict[str, float]:
    """Median milliseconds of the runs, how many, the median number of rows, second half against first."""
    taken, rows = [], []
    for run in runs:
        began = perf_counter()
        answer = run()
        taken.append((perf_counter() - began) * 1000)
        listed = answer if isinstance(answer, list) else getattr(answer, "rows", [answer])
        rows.append(len(listed))
    half = len(taken) // 2
    return {
        "ms": median(taken),
        "runs": len(taken),
        "rows": median(rows),
        "drift": median(taken[-half:]) / median(taken[:half]),
    }


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])), sys.stdout)
