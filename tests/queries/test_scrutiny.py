"""Who scrutinises, and whether anything ties them to what they scrutinise."""

from typing import Any

import pytest

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import BadValue
from remit.queries.scrutinised import BODY, CLASS, DUTY, ITSELF
from remit.queries.scrutiny import CANNOT_TELL, INDEPENDENT, POSSIBLY_TIED, TIED
from tests.queries.conftest import Stated

BODIES = """
agencies:
  - {id: council, name: Council}
  - {id: watchdog, name: Watchdog, scrutinises: {to: service, how: inspection, independence_claimed: true}}
units: [{id: service, name: Service}]
committees: [{id: board, name: Board}]
people: [{id: ann, name: Ann}]
roles:
  - {id: head, name: Head, leads: service}
  - {id: inspector, name: Inspector}
  - {id: third, name: Third}
"""


def verdict(stated: Stated, text: str, head: str = "", **asked: Any) -> tuple[str, list[str]]:
    """The verdict on the watchdog, and the relations of its tie to the service."""
    stated.say(BODIES + text, head=head)
    (row,) = stated.ask("scrutiny", of="x/service", **asked).rows
    return row.verdict, [edge.relation for edge in row.tie]


def edges(*told: str) -> str:
    listed = (each.split() for each in told)
    return "edges:\n" + "".join(
        f"  - {{from: {one}, relation: {relation}, to: {other}{''.join(f', {m}' for m in more)}}}\n"
        for one, relation, other, *more in listed
    )


LED = "watchdog-lead"
LEAD = "  - {id: watchdog-lead, name: Watchdog Lead, leads: watchdog}\n"


@pytest.mark.parametrize(
    ("told", "tie"),
    [
        (("watchdog ANSWERS_TO head",), ["ANSWERS_TO", "LEADS"]),
        (("watchdog APPOINTS head",), ["APPOINTS", "LEADS"]),
        (("watchdog SITS_ON board", "head SITS_ON board"), ["SITS_ON", "SITS_ON", "LEADS"]),
        (("service SITS_ON board", "watchdog SITS_ON board"), ["SITS_ON", "SITS_ON"]),
        (("watchdog-lead REPORTS_TO head",), ["LEADS", "REPORTS_TO", "LEADS"]),
        (("ann HOLDS watchdog-lead", "ann HOLDS head"), None),
        (("service PART_OF council", "watchdog ANSWERS_TO council"), ["ANSWERS_TO", "PART_OF"]),
        (("third PART_OF service", "watchdog ANSWERS_TO third"), ["ANSWERS_TO", "PART_OF"]),
        (("third PART_OF council", "service PART_OF council", "watchdog ANSWERS_TO third"), None),
        (("third PART_OF service", "third CARRIES inspector"), None),
        (("watchdog ANSWERS_TO council", "third PART_OF council", "third PART_OF service", "head REPORTS_TO third"), None),
    ],
)  # fmt: skip
def test_what_ties_and_what_does_not(stated: Stated, told: tuple[str, ...], tie: list[str] | None) -> None:
    found = verdict(stated, LEAD + edges(*told))
    assert found == ((TIED, tie) if tie else (CANNOT_TELL, []))


def test_one_holder_of_both_is_a_tie_within_enough_hops(stated: Stated) -> None:
    text = LEAD + edges("ann HOLDS watchdog-lead", "ann HOLDS head")
    assert verdict(stated, text, hops=4) == (TIED, ["LEADS", "HOLDS", "HOLDS", "LEADS"])
    (row,) = stated.ask("scrutiny", of="x/service", hops=4).rows
    assert row.sentence == (
        "Tied by leadership and holder: Watchdog Lead leads Watchdog; Ann holds Watchdog Lead; Ann holds Head; Head leads"
        " Service."
    )
    with pytest.raises(BadValue, match="hops is 7"):
        stated.ask("scrutiny", of="x/service", hops=7)


@pytest.mark.parametrize("hops", range(1, 7))
def test_ties_are_found_up_to_the_hops_asked_for_from_either_end(stated: Stated, hops: int) -> None:
    roles = "".join(f"  - {{id: r{n}, name: R{n}, reports_to: r{n + 1}}}\n" for n in range(1, 5))
    text = roles + "  - {id: r5, name: R5, part_of: service}\n" + edges("watchdog ANSWERS_TO r1")
    assert verdict(stated, text, hops=hops)[0] == (TIED if hops == 6 else CANNOT_TELL)
    upwards = roles + "  - {id: r5, name: R5}\n" + edges("r5 ANSWERS_TO watchdog", "service ANSWERS_TO r1")
    assert verdict(stated, upwards, hops=hops)[0] == (TIED if hops == 6 else CANNOT_TELL)


def test_to_be_inside_is_told_and_is_no_tie(stated: Stated) -> None:
    stated.say("""
    units:
      - {id: service, name: Service}
      - {id: quality, name: Quality, part_of: service, scrutinises: {to: teams, how: assurance}}
      - {id: teams, name: Teams, part_of: service}
    """)
    (row,) = stated.ask("scrutiny", of="teams").rows
    assert (row.verdict, row.inside.id) == (CANNOT_TELL, "x/service")
    assert row.sentence == "Nothing that is recorded ties them within 3 hops. Both are within Service."


def test_what_is_said_of_a_class_ties_its_members_and_members_do_not_tie_each_other(stated: Stated) -> None:
    both = edges("watchdog ONE_OF bodies") + "  - {from: council, relation: ONE_OF, to: bodies}\n"
    classes = BODIES.replace("agencies:", "agencies:\n  - {id: bodies, name: All bodies, class: true%s}")
    scrutinised = both + "  - {from: watchdog, relation: SCRUTINISES, to: council, how: oversight}\n"
    stated.say(classes % "" + scrutinised)
    assert [row.verdict for row in stated.ask("scrutiny", of="x/council").rows] == [CANNOT_TELL]
    stated.say(
        classes % ", answers_to: council"
        + both.replace(
            "  - {from: council, relation: ONE_OF, to: bodies}\n",
            "  - {from: watchdog, relation: SCRUTINISES, to: council, how: oversight}\n",
        )
    )
    (row,) = stated.ask("scrutiny", of="x/council").rows
    assert (row.verdict, [edge.relation for edge in row.tie]) == (TIED, ["ONE_OF", "ANSWERS_TO"])


def test_a_class_does_not_tie_whom_it_leaves_out(stated: Stated) -> None:
    text = edges("watchdog ONE_OF bodies", "bodies ANSWERS_TO head")
    bodies = "agencies:\n  - {id: bodies, name: All bodies, class: true%s}"
    for left_out, found in (("", TIED), (", except: [watchdog]", CANNOT_TELL)):
        stated.say(BODIES.replace("agencies:", bodies % left_out) + text)
        (row,) = stated.ask("scrutiny", of="x/service").rows
        assert row.verdict == found


def test_independent_only_where_all_that_could_tie_is_recorded(stated: Stated) -> None:
    every = "complete: [REPORTS_TO, ANSWERS_TO, HOLDS, SITS_ON, APPOINTS, LEADS, CARRIES]\n"
    assert verdict(stated, "") == (CANNOT_TELL, [])
    assert verdict(stated, "", every.replace("APPOINTS, ", "")) == (CANNOT_TELL, [])
    assert verdict(stated, "", every) == (INDEPENDENT, [])
    assert verdict(stated, edges("watchdog ANSWERS_TO head"), every)[0] == TIED


def test_a_tie_that_may_have_ended_is_a_possible_one_and_a_certain_one_goes_first(stated: Stated) -> None:
    text = "edges:\n  - {from: watchdog, relation: ANSWERS_TO, to: head, valid_to: 2020}\n"
    assert verdict(stated, text) == (POSSIBLY_TIED, ["ANSWERS_TO", "LEADS"])
    longer = "  - {from: third, relation: REPORTS_TO, to: head}\n  - {from: watchdog, relation: ANSWERS_TO, to: third}\n"
    assert verdict(stated, text + longer) == (TIED, ["ANSWERS_TO", "REPORTS_TO", "LEADS"])
    ended = text.replace("valid_to: 2020", "valid_to: 2019-02-01")
    assert verdict(stated, ended) == (CANNOT_TELL, [])
    inferred = text.replace("valid_to: 2020", "evidence: inferred, reason: So it seems.")
    stated.say(BODIES + inferred)
    (row,) = stated.ask("scrutiny", {"strict": True}, of="x/service").rows
    assert row.verdict == CANNOT_TELL


def test_through_what_the_scrutiny_concerns_it(stated: Stated) -> None:
    stated.say("""
    agencies:
      - {id: council, name: Council}
      - {id: audit, name: Audit, scrutinises: [{to: council, how: inspection}, {to: role, how: assurance}]}
      - {id: press, name: Press, scrutinises: [{to: heads, how: scrutiny}, {to: d, how: monitoring}, {to: unit}]}
      - {id: not-ours, name: Not ours, scrutinises: {to: others, how: scrutiny}}
    units: [{id: unit, name: Unit}]
    roles:
      - {id: role, name: Role, part_of: council, leads: unit, one_of: [heads, others]}
      - {id: heads, name: All heads, class: true}
      - {id: others, name: All others, class: true, except: [role]}
    duties: [{id: d, name: Do it., accountable: role}]
    """)
    answer = stated.ask("scrutiny", of="role")
    assert {(row.scrutineer.id[2:], row.way, row.through.id[2:]) for row in answer.rows} == {
        ("audit", BODY, "council"), ("audit", ITSELF, "role"), ("press", CLASS, "heads"), ("press", DUTY, "d"),
        ("press", BODY, "unit"),
    }  # fmt: skip
    assert answer.sentence == "Role is scrutinised by Audit and Press: 5 cannot tell."
    of_duty = stated.ask("scrutiny", of="x/d").rows
    assert ("press", ITSELF) in {(row.scrutineer.id[2:], row.way) for row in of_duty}
    assert ("audit", "role") in {(row.scrutineer.id[2:], row.through.id[2:]) for row in of_duty}
    first = stated.ask("scrutiny", of="role", first=2)
    rest = stated.ask("scrutiny", of="role", first=9, after=first.after)
    assert [row.key for row in (*first.rows, *rest.rows)] == [row.key for row in answer.rows]


def test_claims_of_independence_are_shown_beside_the_tie(stated: Stated) -> None:
    verdict(stated, edges("watchdog ANSWERS_TO head"))
    answer = stated.ask("scrutiny", of="service")
    assert answer.rows[0].independence_claimed is True
    assert answer.sentence == (
        "Service is scrutinised by Watchdog: 1 tied; said to be independent, and tied: Watchdog."
    )


def test_nobody_scrutinises(stated: Stated) -> None:
    stated.say(BODIES)
    assert stated.ask("scrutiny", of="x/board").sentence == "No scrutiny of Board is recorded."
    stated.say(BODIES.replace("how: inspection", "how: inspection, valid_to: 2020"))
    (row,) = stated.ask("scrutiny", of="x/service").rows
    assert row.certainty is Truth.POSSIBLY
    stated.say(BODIES.replace("how: inspection", "how: inspection, standing: proposed"))
    assert stated.ask("scrutiny", of="x/service").rows == []
    assert len(stated.ask("scrutiny", {"proposed": True}, of="x/service").rows) == 1
