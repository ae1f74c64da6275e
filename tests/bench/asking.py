"""Asks every question of a loaded store, in a process of its own, and prints the times as JSON.

python -m tests.bench.asking STORE.db ROLES SEED

Questions about a node, a page or a word are asked of another one each time (its subject); a first page and a whole list
are the same each time. Of the times the median counts; the second half's median against the first's shows how far this
machine drifted meanwhile.
"""

import contextlib
import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from remit.api.collector import collect_seldom
from remit.graphmodel.graph import MOST_ROWS, Graph, Pairs, Reach, Side, Step
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from remit.loaders.made_up import Chance, Organisation
from remit.loaders.made_up_nodes import ACTS, AREAS, THINGS, VERBS, Places, committees_of
from remit.queries import (
    accountability_chain,
    carried_by,
    committee,
    cross_agency,
    duties,
    escalation,
    loops,
    reporting_lines,
    search,
    single_points,
    span_and_layers,
    unowned_duties,
)
from remit.queries.ownership import OWNED
from tests.bench.asking_more import of_lists, of_subjects, of_whole_lists
from tests.bench.table import PEAK

VIEW = View(as_at=date(2026, 1, 1))
OPENS, ASKED, WHOLE = 20, 200, 5
PAGE, LONG_PAGE = 50, 1000
LINE = (Step("REPORTS_TO"), Step("ANSWERS_TO"), Step("ONE_OF"), Step("HOLDS", Side.OBJECT, leaf=True))


class Asked(NamedTuple):
    """A question as it is measured: how it is asked of a subject, and the subjects, one a run."""

    ask: Callable[[Any], Any]
    subjects: Sequence[Any]


def main(path: Path, roles: int, seed: int) -> dict[str, dict[str, float]]:
    """Of each question: the median in milliseconds, how often it was asked, the rows of an answer, the drift.

    Under PEAK the most that the process held, in MiB.
    """
    collect_seldom()
    id = made_up(roles, seed, "role", 0)
    measured = {"open": times(Asked(partial(opened, path), [id] * OPENS))}
    with contextlib.closing(SqliteStore.open(path)) as store:
        graph = store.graph(VIEW)
        for name, asked in questions(graph, roles, seed).items():
            measured[name] = times(asked)
        for name, ask in of_whole_lists().items():
            measured[name] = times(Asked(ask, [graph]))
    measured[PEAK] = {"ms": getrusage(RUSAGE_SELF).ru_maxrss / 1024}
    return measured


def questions(graph: Graph, roles: int, seed: int) -> dict[str, Asked]:
    """The questions by name."""
    pick = random.Random(seed)
    organisation = Organisation(roles, seed * 16)
    id = partial(made_up, roles, seed)
    last_committee = committees_of(organisation, organisation.agencies - 1).stop

    def some(what: str, most: int) -> list[str]:
        return [id(what, number) for number in pick.sample(range(most), min(ASKED, roles))]

    some_roles = pick.sample(range(roles), min(ASKED, roles))
    chiefs = [
        (id("role", role), id("role", organisation.starts[organisation.agency[role]])) for role in some_roles
    ]
    words = [f"{AREAS[role % len(AREAS)]} {role + 1}" for role in some_roles]
    common_words = [f"{pick.choice(VERBS)} {pick.choice(THINGS)}" for _ in range(ASKED // 10)]
    themes = [(pick.choice(THINGS), duty) for duty in some("duty", 2 * roles)]
    committees = [id("committee", pick.randrange(last_committee)) for _ in range(ASKED)]
    return {
        "node by its id": Asked(lambda id: graph.nodes([id]), some("role", roles)),
        "a whole line (reach)": Asked(lambda id: graph.reach(LINE, [id]), some("role", roles)),
        "reporting-lines, from a role to every top": Asked(
            lambda id: reporting_lines.ask(graph, reporting_lines.ReportingLines(id)), some("role", roles)
        ),
        "reporting-lines, to the chief executive": Asked(
            lambda ends: reporting_lines.ask(graph, reporting_lines.ReportingLines(*ends)), chiefs
        ),
        f"unowned-duties, first page of {PAGE}": Asked(
            lambda after: unowned_duties.ask(graph, unowned_duties.UnownedDuties(first=PAGE, after=after)), [""] * ASKED
        ),
        f"unowned-duties, a page of {PAGE} after any duty": Asked(
            lambda after: unowned_duties.ask(graph, unowned_duties.UnownedDuties(first=PAGE, after=after)),
            some("duty", 2 * roles),
        ),
        f"unowned-duties, all in pages of {LONG_PAGE}": Asked(lambda _: all_unowned(graph), [None] * WHOLE),
        "unowned-duties, all ids (lacking)": Asked(
            lambda _: graph.lacking("Duty", OWNED, None, "", MOST_ROWS), [None] * WHOLE
        ),
        "all pairs of REPORTS_TO": Asked(lambda _: graph.pairs("REPORTS_TO"), [None] * WHOLE),
        "count of duties": Asked(lambda _: graph.count("Duty"), [None] * WHOLE),
        "accountability-chain": Asked(
            lambda id: accountability_chain.ask(graph, accountability_chain.AccountabilityChain(id)),
            some("duty", 2 * roles),
        ),
        "carried-by": Asked(lambda id: carried_by.ask(graph, carried_by.CarriedBy(id)), some("role", roles)),
        "committee": Asked(lambda id: committee.ask(graph, committee.CommitteeNamed(id)), committees),
        f"duties, a page of {PAGE}": Asked(
            lambda after: duties.ask(graph, duties.Duties(after=after)), some("duty", 2 * roles)
        ),
        f"duties on a theme, a page of {PAGE}": Asked(
            lambda given: duties.ask(graph, duties.Duties(theme=given[0], after=given[1])), themes
        ),
        "search, words that few nodes have": Asked(lambda text: search.ask(graph, search.Search(text)), words),
        "search, a word that many nodes have": Asked(
            lambda text: search.ask(graph, search.Search(text)), common_words
        ),
        **_of_the_rest(graph, {
            "role": some("role", roles), "committee": committees, "words": common_words,
            "act": [id("act", number) for number in range(ACTS)],
        }),
        **of_structure(graph, [id("agency", pick.randrange(organisation.agencies)) for _ in range(WHOLE)], chiefs),
    }  # fmt: skip


def _of_the_rest(graph: Graph, subjects: dict[str, list[str]]) -> dict[str, Asked]:
    """The questions of `asking_more`, with what they are asked of."""
    return {
        **{name: Asked(ask, subjects[sort]) for (name, sort), ask in of_subjects(graph).items()},
        **{name: Asked(ask, in_turn(graph, WHOLE)) for name, ask in of_lists().items()},
    }


def of_structure(graph: Graph, agencies: Sequence[str], pairs: Sequence[tuple[str, str]]) -> dict[str, Asked]:
    """Questions about whole lines: of all at once, of an agency, of a role and its chief."""
    spans = {order: partial(span_and_layers.SpanAndLayers, order=order) for order in span_and_layers.ORDERS}
    whole: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
        "loops": (loops.ask, loops.Loops),
        **{f"span-and-layers by {order}": (span_and_layers.ask, asked) for order, asked in spans.items()},
        "single-points": (single_points.ask, single_points.SinglePoints),
        "cross-agency": (cross_agency.ask, cross_agency.CrossAgency),
    }
    return {
        **{
            f"{name}, first page of {PAGE}": Asked(partial(_asked_of_all, *each), in_turn(graph, WHOLE))
            for name, each in whole.items()
        },
        f"span-and-layers of an agency, first page of {PAGE}": Asked(
            lambda id: span_and_layers.ask(graph, span_and_layers.SpanAndLayers(of=id)), agencies
        ),
        "escalation between a role and its chief": Asked(
            lambda ends: escalation.ask(graph, escalation.Escalation(*ends)), pairs
        ),
    }


def _asked_of_all(ask: Callable[..., Any], parameters: Callable[..., Any], graph: Graph) -> Any:
    return ask(graph, parameters(first=PAGE))


def in_turn(graph: Graph, times: int) -> list[Graph]:
    """The graph on one day and the next in turn: no question meets what was worked out for the one before."""
    day = graph.view.as_at or VIEW.as_at
    other = graph.at(replace(graph.view, as_at=day + timedelta(days=1) if day else None))
    return [other if time % 2 else graph for time in range(times)]


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


def times(asked: Asked) -> dict[str, float]:
    """Median milliseconds of the runs, how many, the median number of rows, second half against first."""
    taken, rows = [], []
    for subject in asked.subjects:
        began = perf_counter()
        answer = asked.ask(subject)
        taken.append((perf_counter() - began) * 1000)
        rows.append(rows_of(answer))
    return {"ms": median(taken), "runs": len(taken), "rows": median(rows), "drift": drift(taken)}


def rows_of(answer: Any) -> int:
    """How many rows an answer has."""
    if isinstance(answer, Reach):
        return len(answer.edges)
    if isinstance(answer, Pairs):
        return len(answer.subjects)
    listed = answer if isinstance(answer, list | range) else getattr(answer, "rows", [answer])
    return len(listed)


def drift(taken: Sequence[float]) -> float:
    """The median of the second half against that of the first."""
    half = max(1, len(taken) // 2)
    return median(taken[-half:]) / median(taken[:half])


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])), sys.stdout)
