"""What each operation does to a small council, and when it is refused."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from remit.graphmodel.changes import Changes
from remit.graphmodel.overlay.graph import Overlay
from remit.graphmodel.statements import EdgeStatement, Fact
from remit.graphmodel.stores.sqlite.graph import SqliteGraph
from remit.graphmodel.view import View
from remit.queries.what_if.expanding import Expanded, expanded
from remit.queries.what_if.operations import OPERATIONS
from remit.queries.what_if.reading import read_scenario
from tests.queries.conftest import AUTHOR, Stated

COUNCIL = """
agencies: [{id: council, name: Council}]
units:
  - {id: schools, name: Schools, part_of: council}
  - {id: families, name: Families, part_of: council}
  - {id: nurseries, name: Nurseries, part_of: schools}
roles:
  - {id: chief, name: Chief Executive, part_of: council}
  - {id: director, name: Director of Schools, leads: schools, reports_to: chief, part_of: council}
  - {id: head, name: Head of Families, leads: families, reports_to: director}
people: [{id: ada, name: Ada Brown, holds: director}, {id: sam, name: Sam Green}]
duties:
  - {id: plan, name: Publish a plan., modality: must, accountable: director}
  - {id: visit, name: Visit each school., modality: must, accountable: schools, responsible: head}
  - {id: report, name: Report on attendance., modality: must, accountable: director, responsible: director}
"""
HEAD = "scenario: plan\ntitle: A plan\ndataset: x\neffective: 2021-04-01\noperations:\n"
DAY, BEFORE = date(2021, 4, 1), date(2021, 3, 31)


class Planned:
    """The council, and what operations make of it."""

    def __init__(self, stated: Stated, folder: Path) -> None:
        self.stated = stated.say(COUNCIL)
        self.path = folder / "plan.yaml"

    def work_out(self, operations: str) -> Expanded:
        """Operations worked out on the council."""
        self.path.write_text(HEAD + operations)
        return expanded(read_scenario(self.path), self.stated.graph(), AUTHOR)

    def change(self, operations: str) -> Changes:
        """What operations change; none may be refused."""
        found = self.work_out(operations)
        assert not found.refusals, found.refusals
        return found.changes

    def after(self, operations: str, day: date = DAY) -> Overlay:
        """The council as operations would make it, on a day."""
        changes = self.change(operations)
        return Overlay(self.stated.graph(day, known_at=1), changes)

    def refusal(self, operations: str) -> str:
        """Why the last operation is refused."""
        return self.work_out(operations).refusals[-1].message


@pytest.fixture
def planned(stated: Stated, tmp_path: Path) -> Planned:
    """The council."""
    return Planned(stated, tmp_path)


def edges(graph: Overlay, relation: str, subject: str) -> list[str]:
    return [edge.object.partition("/")[2] for edge in graph.edges((relation,), subjects=[f"x/{subject}"])]


def drawn(facts: tuple[Fact, ...]) -> list[str]:
    return sorted(fact.statement.id for fact in facts if isinstance(fact.statement, EdgeStatement))


def test_what_is_abolished_ends_with_all_its_edges_and_not_before_the_day(planned: Planned) -> None:
    after = planned.after("  - abolish: x/director\n")
    assert after.nodes(["x/director"])["x/director"].counts == 0
    assert edges(after, "ACCOUNTABLE_FOR", "director") == edges(after, "REPORTS_TO", "head") == []
    before = planned.after("  - abolish: x/director\n", BEFORE)
    assert before.nodes(["x/director"])["x/director"].counts == 2
    assert edges(before, "ACCOUNTABLE_FOR", "director") == ["plan", "report"]


def test_what_ends_sooner_keeps_its_own_source_and_what_is_new_names_the_operation(planned: Planned) -> None:
    changes = planned.change("  - transfer duties: x/director\n    to: x/head\n    duties: x/plan\n")
    ended = next(fact for fact in changes.added if fact.statement.valid_to)
    assert ended.statement.source == changes.removed[0].statement.source
    new = next(fact for fact in changes.added if fact.statement.id == "x: x/head ACCOUNTABLE_FOR x/plan")
    assert (new.statement.source, new.statement.locator) == (
        "what-if/plan",
        "operation 1: transfer duties x/director",
    )
    assert set(changes.because.values()) == {0}


def test_what_is_created_can_be_used_by_what_comes_after(planned: Planned) -> None:
    after = planned.after(
        "  - {create: x/new, kind: role, name: Director of Children, leads: x/families, reports_to: x/chief, "
        "succeeds: x/director}\n"
        "  - {change line: x/head, to: x/new}\n"
        "  - {transfer duties: x/director, to: x/new}\n"
    )
    assert after.nodes(["x/new"])["x/new"].name == "Director of Children"
    assert edges(after, "REPORTS_TO", "head") == ["new"]
    assert edges(after, "REPORTS_TO", "new") == ["chief"]
    assert edges(after, "SUCCEEDS", "new") == ["director"]
    assert edges(after, "ACCOUNTABLE_FOR", "new") == ["plan", "report"]
    assert edges(after, "RESPONSIBLE_FOR", "new") == ["report"]
    assert edges(after, "ACCOUNTABLE_FOR", "director") == []


def test_a_renaming_is_two_versions_that_follow_each_other(planned: Planned) -> None:
    rename = "  - {rename: x/schools, to: Learning}\n"
    assert planned.after(rename).nodes(["x/schools"])["x/schools"].name == "Learning"
    assert planned.after(rename, BEFORE).nodes(["x/schools"])["x/schools"].name == "Schools"


def test_a_unit_is_moved_with_what_is_below_it(planned: Planned) -> None:
    after = planned.after("  - {move: x/nurseries, to: x/families}\n")
    assert edges(after, "PART_OF", "nurseries") == ["families"]


def test_only_the_line_named_is_replaced(planned: Planned) -> None:
    after = planned.after("  - {change line: x/head, to: x/chief, line: professional}\n")
    assert sorted(edges(after, "REPORTS_TO", "head")) == ["chief", "director"]


def test_a_person_is_appointed_in_the_place_of_another(planned: Planned) -> None:
    after = planned.after("  - {appoint: x/director, person: x/sam, as: acting}\n")
    (holding,) = after.edges(("HOLDS",), objects=["x/director"])
    assert (holding.subject, holding.text("as")) == ("x/sam", "acting")
    assert not planned.after("  - vacate: x/director\n").edges(("HOLDS",), objects=["x/director"])


def test_a_unit_is_merged_into_another_which_succeeds_it(planned: Planned) -> None:
    after = planned.after("  - {merge: x/schools, into: x/families}\n")
    assert edges(after, "PART_OF", "nurseries") == ["families"]
    assert edges(after, "ACCOUNTABLE_FOR", "families") == ["visit"]
    assert edges(after, "SUCCEEDS", "families") == ["schools"]
    assert edges(after, "LEADS", "director") == []


def test_an_operation_that_is_off_does_nothing(planned: Planned) -> None:
    both = planned.change("  - {abolish: x/director, off: true}\n  - {move: x/nurseries, to: x/families}\n")
    one = planned.change("  - {move: x/nurseries, to: x/families}\n")
    assert drawn(both.removed) == drawn(one.removed) == ["x: x/nurseries PART_OF x/schools"]


def test_a_duty_given_away_and_back_keeps_one_live_fact_for_each_statement(planned: Planned) -> None:
    changes = planned.change(
        "  - {transfer duties: x/director, to: x/head, duties: x/plan}\n"
        "  - {transfer duties: x/head, to: x/director, duties: x/plan, effective: 2021-06-01}\n"
    )
    told = drawn(changes.added)
    assert len(set(told)) == len(told)
    assert planned.stated.graph(None, known_at=1).stated(told)  # the first of them was there


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        ("{abolish: x/nobody}", "nothing goes by 'x/nobody'"),
        ("{create: x/head, kind: role, name: Head}", "x/head is there already (Head of Families)"),
        ("{create: x/new, kind: duty, name: New}", "Duty cannot be created"),
        ("{change line: x/chief, to: x/head}", "x/chief would answer to itself by way of x/head"),
        ("{change line: x/head, to: x/director}", "x/head reports to x/director already"),
        ("{change line: x/head, to: x/chief, line: dotted}", "'dotted' is no line"),
        (
            "{transfer duties: x/head, to: x/chief, duties: x/plan}",
            "x/head does not hold x/plan on 2021-04-01",
        ),
        ("{transfer duties: x/head, to: x/head}", "x/head cannot do this with itself"),
        ("{merge: x/families, into: x/families}", "x/families cannot do this with itself"),
        ("{move: x/families, to: x/families}", "x/families cannot do this with itself"),
        ("{delegate: x/head, to: x/head, function: hiring}", "x/head cannot do this with itself"),
        ("{vacate: x/head}", "no holder of x/head is recorded on 2021-04-01"),
        ("{appoint: x/director, person: x/ada}", "x/ada holds x/director already"),
        ("{move: x/schools, to: x/plan}", "a Unit cannot be what is part of a Duty (x/plan)"),
    ],
)
def test_an_operation_that_cannot_be_is_refused_and_the_others_stand(
    planned: Planned, operation: str, why: str
) -> None:
    found = planned.work_out(f"  - {{move: x/nurseries, to: x/families}}\n  - {operation}\n")
    assert [(each.place, each.message) for each in found.refusals] == [(1, why)]
    assert all(each.mend for each in found.refusals)
    assert "x: x/nurseries PART_OF x/families" in drawn(found.changes.added)


def test_nothing_is_written(planned: Planned) -> None:
    before = planned.stated.graph(None).facts(["x/director", "x/head"])
    planned.after("  - abolish: x/director\n")
    assert planned.stated.store.last_change() == 1
    assert planned.stated.graph(None).facts(["x/director", "x/head"]) == before


def test_all_is_read_at_once_whatever_the_number_of_operations(
    planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reads(operations: str) -> int:
        planned.path.write_text(HEAD + operations)
        graph = planned.stated.graph().at(View(known_at=1, proposed=True))
        count = 0

        def counted(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            return real(*args, **kwargs)

        real: Any = SqliteGraph.edges
        monkeypatch.setattr(SqliteGraph, "edges", counted)
        expanded(read_scenario(planned.path), graph, AUTHOR)
        monkeypatch.undo()
        return count

    one = reads("  - {transfer duties: x/director, to: x/head, duties: x/plan}\n")
    three = reads(
        "  - {transfer duties: x/director, to: x/head, duties: x/plan}\n"
        "  - {transfer duties: x/director, to: x/head, duties: x/report}\n"
        "  - {transfer duties: x/schools, to: x/head}\n"
    )
    assert one == three


def test_every_operation_is_told_in_the_documents() -> None:
    page = (Path(__file__).parents[3] / "docs/what-if.md").read_text()
    for kind in OPERATIONS.values():
        keys = "".join(f", `{key}`" for key in (*kind.needed, *kind.optional))
        assert f"| `{kind.name}`{keys} | {kind.doc} |" in page
