"""Duties against roles and agencies as people read them."""

import io

from remit.api.shown.matrices import coverage_shown, raci_shown
from remit.api.tables import show
from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Edge, Node, Said
from remit.queries.coverage import Covered
from remit.queries.covering import CANNOT_TELL, IMPLEMENTED
from remit.queries.raci import NOBODY_RESPONSIBLE, Letter, RaciRow

DUTY = Node("x/d", "Duty", "Do it.", {}, Said(1))
CHIEF = Node("x/chief", "Role", "Chief", {}, Said(2))
BOARD = Node("x/board", "Committee", "Board", {}, Said(3))


def letter(
    node: Node, which: str, said: Said, inferred: bool = False, certainty: Truth = Truth.YES
) -> Letter:
    return Letter(node, which, inferred, certainty, Edge("ACCOUNTABLE_FOR", node.id, DUTY.id, {}, said))


def test_a_letter_has_its_place_and_what_makes_it_less_than_stated_and_certain() -> None:
    row = RaciRow(
        DUTY,
        (
            letter(CHIEF, "A", Said(4, evidence="inferred", locator="2.1"), inferred=True),
            letter(CHIEF, "C", Said(5), certainty=Truth.POSSIBLY),
            letter(BOARD, "I", Said(6, locator="2.2")),
            letter(CHIEF, "I", Said(7, locator="2.2"), inferred=True),
        ),
        (NOBODY_RESPONSIBLE,),
    )
    written = io.StringIO()
    for made in raci_shown([row]):
        show(made, written)
    head, _, *lines = written.getvalue().splitlines()
    assert head.split() == ["Duty", "A", "R", "C", "I"]
    words = " ".join(" ".join(lines).split())
    for told in ("Chief (2.1,", "nobody", "(possibly)", "Board (2.2)"):
        assert told in words
    assert "owed to" in words


def test_agencies_stand_under_the_duty_that_they_cover() -> None:
    rows = [
        Covered(DUTY, CHIEF, IMPLEMENTED, Truth.YES, "Implemented by: Act.", (), (), ()),
        Covered(DUTY, None, CANNOT_TELL, Truth.YES, "Nobody is accountable.", (), (), ()),
        Covered(BOARD, CHIEF, IMPLEMENTED, Truth.POSSIBLY, "Implemented by: Act (possibly).", (), (), ()),
    ]
    written = io.StringIO()
    for made in coverage_shown(rows):
        show(made, written)
    assert written.getvalue().splitlines() == [
        "Do it. [x/d]",
        "  - Chief [x/chief] · Implemented by: Act.",
        "  - no agency · cannot tell: Nobody is accountable.",
        "",
        "Board [x/board]",
        "  - Chief [x/chief] · Implemented by: Act (possibly).",
    ]
