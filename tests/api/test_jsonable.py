"""Values as JSON: names in camel case, days in ISO form, truths as words."""

import json
from dataclasses import dataclass
from datetime import date

import pytest

from remit.api.jsonable import camel, jsonable
from remit.graphmodel.days import Day, Truth
from remit.graphmodel.graph import Edge, Node, Said, Side, Version

SAID = Said(fact=1, dataset="d", locator="2.1", dated=date(2003, 6, 25).toordinal(), based_on=("d: a",))


@pytest.mark.parametrize(
    ("name", "made"),
    [("from_", "from"), ("valid_from", "validFrom"), ("unowned-duties", "unownedDuties"), ("id", "id")],
)
def test_names_are_camel_case(name: str, made: str) -> None:
    assert camel(name) == made


def test_plain_values() -> None:
    values = (
        None,
        True,
        1,
        "x",
        Truth.POSSIBLY,
        date(2024, 2, 29),
        Day.read("2003-04"),
        frozenset("ba"),
        Side.SUBJECT,
    )
    assert jsonable(values) == [
        None,
        True,
        1,
        "x",
        "possibly",
        "2024-02-29",
        "2003-04",
        ["a", "b"],
        "subject",
    ]


def test_a_node_has_its_attributes_beside_its_name() -> None:
    node = Node(
        "x/a", "Role", "A", {"parts_stated": 2}, SAID, Truth.NO, {"HOLDS": Truth.YES, "LEADS": Truth.NO},
        (Version("B", {}, SAID),),
    )  # fmt: skip
    made = jsonable(node)
    assert isinstance(made, dict)
    assert list(made)[:4] == ["id", "kind", "name", "partsStated"]
    assert made["inForce"] == "no"
    assert made["lastEvidenced"] == "2003-06-25"
    assert made["confirmedNone"] == ["HOLDS"]
    assert made["basedOn"] == ["d: a"]
    assert [other["name"] for other in made["others"]] == ["B"]  # type: ignore[union-attr, index, call-overload]
    assert json.loads(json.dumps(made)) == made


def test_an_edge_names_its_ends_by_id() -> None:
    made = jsonable(Edge("SITS_ON", "x/a", "x/b", {"on_behalf_of": "x/c"}, SAID))
    assert isinstance(made, dict)
    assert (made["relation"], made["subject"], made["object"], made["onBehalfOf"]) == (
        "SITS_ON",
        "x/a",
        "x/b",
        "x/c",
    )


def test_dataclasses_become_objects() -> None:
    @dataclass(frozen=True)
    class Row:
        from_: str
        last_day: date | None

    assert jsonable([Row("a", None)]) == [{"from": "a", "lastDay": None}]


def test_what_has_no_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no form in JSON"):
        jsonable(object())
