"""What fails if a role falls vacant, as people read it."""

import io

from rich.console import Console, Group

from remit.api.tables import cell
from remit.api.texts import rows_shown
from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Node, Said
from remit.queries.vacancy_impact import ACCOUNTABLE, LINE, FailsIfVacant

CLASS = Node("x/heads", "Role", "All Heads", {}, Said(fact=1))


def failing(
    sort: str, name: str, sentence: str, certainty: Truth, through: Node | None = None
) -> FailsIfVacant:
    what = Node(f"x/{name}", "Duty", name.title(), {}, Said(fact=2))
    edge = Edge("ACCOUNTABLE_FOR", "x/role", what.id, {}, Said(fact=3, locator="4.2"))
    return FailsIfVacant(sort, what, sentence, certainty, edge, through, None, None, f"{sort} {name}")


def test_failures_are_told_under_their_sort_and_alike_ones_once() -> None:
    rows = [
        failing(ACCOUNTABLE, "one", "Nobody.", Truth.YES),
        failing(ACCOUNTABLE, "three", "Nobody in its part.", Truth.YES, CLASS),
        failing(ACCOUNTABLE, "two", "Nobody.", Truth.POSSIBLY),
        failing(LINE, "four", "No other line.", Truth.YES),
        failing(LINE, "five", "No other line, nor 2 below.", Truth.YES),
    ]
    stream = io.StringIO()
    Console(file=stream, width=100, markup=False, highlight=False).print(Group(*rows_shown(rows)))
    assert [line.rstrip() for line in stream.getvalue().splitlines()] == [
        "Accountable: Nobody.",
        "  - One [x/one] · 4.2, stated",
        "  - Two [x/two] · possibly · 4.2, stated",
        "",
        "Accountable: Nobody in its part.",
        "  - Three [x/three] · 4.2, stated",
        "",
        "Line",
        "  - Four [x/four] · No other line. · 4.2, stated",
        "  - Five [x/five] · No other line, nor 2 below. · 4.2, stated",
    ]


def test_sentences_of_a_list_stand_on_lines_of_their_own() -> None:
    assert cell(("A is VACANT.", "B is not there.")).plain == "A is VACANT.\nB is not there."
    assert cell(("a", "b")).plain == "a, b"
