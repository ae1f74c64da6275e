"""The published schema of a scenario takes what is read, and refuses what is not."""

from pathlib import Path

import jsonschema
import pytest
import yaml

from remit.graphmodel.errors import DataRefused
from remit.queries.what_if.operations import OPERATIONS
from remit.queries.what_if.reading import read_scenario
from remit.queries.what_if.schema import FILE, FOLDER, schema, written

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "queries/what_if/examples/one-director.yaml"
HEAD = "scenario: plan\ntitle: A plan\ndataset: x\neffective: '2021-04-01'\noperations:\n"


def takes(text: str) -> bool:
    """Whether the schema takes a file, as an editor reads it: without dates."""
    read = yaml.load(text, yaml.BaseLoader)
    return jsonschema.Draft7Validator(schema()).is_valid(read)


def reads(text: str, folder: Path) -> bool:
    """Whether Remit reads it."""
    path = folder / "plan.yaml"
    path.write_text(text)
    try:
        read_scenario(path)
    except DataRefused:
        return False
    return True


def test_what_is_published_is_made_from_the_table() -> None:
    assert (ROOT / FOLDER / FILE).read_text(encoding="utf-8") == written()
    jsonschema.Draft7Validator.check_schema(schema())


def test_it_takes_the_worked_example_and_every_operation(tmp_path: Path) -> None:
    assert takes(EXAMPLE.read_text(encoding="utf-8"))
    for kind in OPERATIONS.values():
        keys = "".join(f"    {key}: y\n" for key in (*kind.needed, *kind.optional))
        text = f"{HEAD}  - {kind.name}: x\n{keys}    reason: why\n    off: true\n"
        assert takes(text), text
        assert reads(text, tmp_path), text


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "  - {abolish: x, what: y}\n",
        HEAD + "  - {move: x}\n",
        HEAD + "  - {abolishh: x}\n",
        HEAD + "  - {abolish: x, off: perhaps}\n",
        HEAD + "  - {abolish: x, effective: 2021}\n",
        HEAD.replace("plan\n", "A Plan\n", 1) + "  - {abolish: x}\n",
        HEAD.replace("title: A plan\n", "") + "  - {abolish: x}\n",
    ],
)
def test_it_refuses_what_remit_refuses(text: str, tmp_path: Path) -> None:
    assert not takes(text)
    assert not reads(text, tmp_path)
