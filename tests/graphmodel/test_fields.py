import pytest

from remit.graphmodel.errors import BadValue
from remit.graphmodel.fields import (
    Field,
    choice,
    count,
    day,
    flag,
    node,
    nodes,
    read_value,
    relations,
    text,
    texts,
)
from remit.graphmodel.statements import Value


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        (text("f", ""), "  a text ", "a text"),
        (text("f", ""), 4.1, "4.1"),
        (texts("f", ""), ["a", 2], ["a", "2"]),
        (texts("f", ""), "alone", ["alone"]),
        (count("f", ""), "0", 0),
        (count("f", ""), 12, 12),
        (flag("f", ""), True, True),
        (flag("f", ""), "false", False),
        (choice("f", "", "must", "may"), "may", "may"),
        (day("f", ""), "2003-04", "2003-04"),
        (day("f", ""), 2003, "2003"),
        (node("f", "", "Duty"), "some name", "some name"),
        (nodes("f", ""), ["x", "y"], ["x", "y"]),
        (relations("f", ""), "HOLDS", ["HOLDS"]),
    ],
)
def test_what_is_written_is_read_by_its_type(field: Field, written: object, expected: Value) -> None:
    assert read_value(field, written) == expected


@pytest.mark.parametrize(
    ("field", "written"),
    [
        (text("f", ""), ""), (text("f", ""), True), (text("f", ""), None), (text("f", ""), ["a"]), (text("f", ""), {}),
        (texts("f", ""), [""]), (texts("f", ""), [["a"]]), (count("f", ""), -1), (count("f", ""), 1.5),
        (count("f", ""), True), (count("f", ""), "٣"), (count("f", ""), "1234567890"), (count("f", ""), ""),
        (flag("f", ""), "yes"), (flag("f", ""), 1), (choice("f", "", "must"), "Must"), (choice("f", "", "must"), ["must"]),
        (day("f", ""), "2003-02-30"), (day("f", ""), "soon"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_the_mend(field: Field, written: object) -> None:
    with pytest.raises(BadValue) as refused:
        read_value(field, written)
    assert refused.value.mend


def test_a_choice_that_is_not_allowed_lists_those_that_are() -> None:
    with pytest.raises(BadValue, match="must, may"):
        read_value(choice("modality", "", "must", "may"), "shall")


def test_lists_are_many() -> None:
    assert [field.many for field in (texts("f", ""), nodes("f", ""), relations("f", ""), text("f", ""))] == [
        True
    ] * 3 + [False]
