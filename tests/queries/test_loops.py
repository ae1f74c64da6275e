"""Lines that return to themselves: of one kind, of several, through classes, possibly; and what is none."""

from datetime import date
from typing import Any

from remit.graphmodel.days import Truth
from remit.queries.loops import MIXED, Loop
from tests.queries.conftest import Stated

ROUND = """
roles:
  - {id: a, name: Head A, reports_to: b}
  - {id: b, name: Head B, reports_to: c}
  - {id: c, name: Head C, reports_to: a}
  - {id: d, name: Deputy, reports_to: a}
"""


def loops(stated: Stated, **asked: Any) -> list[tuple[str, list[str]]]:
    return [(row.line, ids(row)) for row in stated.ask("loops", **asked).rows]


def ids(row: Loop) -> list[str]:
    return [node.id.removeprefix("x/") for node in row.nodes]


def way(row: Loop) -> str:
    return " ".join(hop.object.id.removeprefix("x/") for hop in row.hops)


def test_a_loop_is_told_with_its_roles_and_hops(stated: Stated) -> None:
    answer = stated.say(ROUND).ask("loops")
    (row,) = answer.rows
    assert (row.line, ids(row), way(row), row.certainty) == (
        "management",
        ["a", "b", "c"],
        "b c a",
        Truth.YES,
    )
    assert answer.sentence.startswith("1 loop: 1 management. Head A reports to Head B")
    assert row.key == "management x/a"


def test_no_loop_is_said(stated: Stated) -> None:
    stated.say("roles: [{id: a, name: A, reports_to: b}, {id: b, name: B}]")
    assert stated.ask("loops").sentence == "No line returns to itself."
    assert (
        stated.ask("loops", lines=("professional",)).sentence == "No line of professional returns to itself."
    )


def test_lines_of_several_kinds_make_a_mixed_loop(stated: Stated) -> None:
    stated.say("""
committees: [{id: board, name: Board, answers_to: a}]
roles:
  - {id: a, name: A, reports_to: b}
  - {id: b, name: B, answers_to: board, reports_to: {to: a, line: professional}}
""")
    first, *_ = stated.ask("loops").rows
    assert [(first.line, ids(first))] == [(MIXED, ["a", "b", "board"])]
    assert len({hop.line for hop in first.hops}) == 2
    assert loops(stated, lines=("management", "professional")) == [(MIXED, ["a", "b"])]
    assert loops(stated, lines=("management", "accountability")) == [(MIXED, ["a", "b", "board"])]
    assert loops(stated, lines=("management",)) == []


def test_what_one_kind_joins_is_no_mixed_loop_beside(stated: Stated) -> None:
    more = "edges: [{id: x/second, from: a, relation: REPORTS_TO, to: b, line: functional}]\n"
    stated.say(ROUND + more)
    assert loops(stated) == [("management", ["a", "b", "c"])]


def test_what_is_said_of_a_class_holds_for_its_members(stated: Stated) -> None:
    text = """
roles:
  - {{id: heads, name: All Heads, class: true, reports_to: chief{left_out}}}
  - {{id: head, name: Head, one_of: heads}}
  - {{id: chief, name: Chief, reports_to: {{to: head, line: functional}}, one_of: heads}}
"""
    stated.say(text.format(left_out=""))
    (row,) = stated.ask("loops").rows
    assert (row.line, ids(row)) == (MIXED, ["chief", "head"])
    assert way(row) == "head heads chief"
    stated.say(text.format(left_out=", except: [head]"))
    assert loops(stated) == []  # the chief, as one of the heads, does not report to itself


def test_a_loop_is_as_certain_as_its_surest_way_round(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: a, name: A, reports_to: b}
  - {id: b, name: B, reports_to: [{to: a, valid_to: 2020-06}, c]}
  - {id: c, name: C, reports_to: {to: a, valid_to: 2020-06}}
""")
    (row,) = stated.ask("loops").rows
    assert (ids(row), row.certainty, way(row)) == (["a", "b", "c"], Truth.POSSIBLY, "b a")
    assert "possibly" in stated.ask("loops").sentence
    assert stated.ask("loops", {"as_at": date(2021, 1, 1)}).rows == []
    assert stated.ask("loops", {"as_at": date(2020, 3, 1)}).rows[0].certainty is Truth.YES


def test_views_decide_what_is_a_line(stated: Stated) -> None:
    stated.say("""
roles:
  - {id: a, name: A, reports_to: {to: b, evidence: inferred, reason: the order}}
  - {id: b, name: B, reports_to: {to: a, standing: proposed}}
""")
    assert loops(stated) == []
    assert [ids(row) for row in stated.ask("loops", {"proposed": True}).rows] == [["a", "b"]]
    assert stated.ask("loops", {"proposed": True, "strict": True}).rows == []


def test_pages_go_on_where_they_stopped(stated: Stated) -> None:
    text = "".join(
        f"  - {{id: a{n}, name: A{n}, reports_to: b{n}}}\n  - {{id: b{n}, name: B{n}, reports_to: a{n}}}\n"
        for n in range(5)
    )
    stated.say("roles:\n" + text)
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        answer = stated.ask("loops", first=2, after=after)
        found += [row.at.id for row in answer.rows]
        after = answer.after
    assert found == [f"x/a{n}" for n in range(5)]
    assert stated.ask("loops", first=2).sentence.startswith("The first 2 loops: 2 management.")
