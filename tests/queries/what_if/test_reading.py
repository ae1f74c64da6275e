"""A scenario's file: what is wrong with it, and where."""

from pathlib import Path

import pytest

from remit.graphmodel.errors import DataRefused
from remit.queries.what_if.reading import read_scenario

HEAD = "scenario: s\ntitle: T\ndataset: x\neffective: 2021-04-01\noperations:\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "plan.yaml: it is empty"),
        ("scenario: s\n", "plan.yaml:1:1: a scenario needs title"),
        (HEAD.replace("2021-04-01", "2021-04"), "plan.yaml:4:12: 2021-04 is not one day"),
        (HEAD + "  - abolsh: x/y\n", "plan.yaml:6:5: 'abolsh' is no operation; did you mean abolish?"),
        (HEAD + "  - {move: x/y}\n", "plan.yaml:6:5: move needs to"),
        (HEAD + "  - {move: x/y, to: x/z, too: 1}\n", "plan.yaml:6:26: move has no key 'too'"),
        (HEAD + "  - {abolish: x/y, off: maybe}\n", "off is 'maybe'; write true or false"),
        (HEAD + "  - abolish\n", "plan.yaml:6:5: an operation is keys and values"),
        (HEAD.replace("operations:", "operations: none"), "operations is no list"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(text)
    with pytest.raises(DataRefused) as refused:
        read_scenario(path)
    assert any(told in str(problem) for problem in refused.value.problems), refused.value.problems


def test_an_operation_has_its_own_day_or_that_of_the_scenario(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(HEAD + "  - abolish: x/y\n    effective: 2021-05-01\n    reason: why\n  - abolish: x/z\n")
    first, second = read_scenario(path).operations
    assert (first.day.isoformat(), first.reason, first.line) == ("2021-05-01", "why", 6)
    assert second.day.isoformat() == "2021-04-01"
