"""The published schemas are those of the code; they take what the loader takes, and refuse what one file can show is wrong."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.loaders import schema
from remit.loaders.bundled import bundled
from remit.loaders.export import export
from tests.loaders.trying import put

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema"
SCENARIO = "scenario.schema.json"  # made from the table of operations, and tested with it
COMMAND = "run python -m remit.loaders.schema"


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do, by the core schema of YAML 1.2: dates, yes and no are texts."""


Editor.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool", ":merge"))
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("true|True|TRUE|false|False|FALSE"), list("tTfF")
)


@cache
def validator(name: str) -> Any:
    made = schema.schemas()[name]
    jsonschema.Draft7Validator.check_schema(made)
    return jsonschema.Draft7Validator(made)


def takes(name: str, value: object) -> bool:
    return bool(validator(name).is_valid(value))


def test_the_published_schemas_are_up_to_date() -> None:
    published = {each.name for each in PUBLISHED.iterdir()} - {SCENARIO}
    assert published == schema.schemas().keys(), COMMAND
    for name, made in schema.schemas().items():
        assert (PUBLISHED / name).read_text(encoding="utf-8") == schema.text(made), COMMAND


def test_every_key_has_a_description() -> None:
    def check(part: Any, definitions: dict[str, Any]) -> int:
        if isinstance(part, list):
            return sum(check(each, definitions) for each in part)
        if not isinstance(part, dict):
            return 0
        properties = part.get("properties", {}) if "additionalProperties" in part else {}
        for key, value in properties.items():
            if isinstance(value, dict):
                target = definitions[value["$ref"].rpartition("/")[2]] if "$ref" in value else value
                assert target.get("description"), key
        return len(properties) + sum(check(each, definitions) for each in part.values())

    for made in schema.schemas().values():
        assert check(made, made.get("definitions", {})) > 3


@pytest.mark.parametrize("folder", bundled(), ids=lambda folder: folder.name)
def test_the_bundled_data_sets_are_valid(folder: Path) -> None:
    kinds = {"dataset.yaml": "dataset.schema.json", "coverage.yaml": "coverage.schema.json"}
    for path in folder.glob("*.yaml"):
        value = yaml.load(path.read_text(encoding="utf-8"), Editor)
        validator(kinds.get(path.name, "statements.schema.json")).validate(value)


def test_exports_of_the_bundled_data_sets_are_valid(store: SqliteStore, tmp_path: Path) -> None:
    put(store, *bundled())
    for folder in bundled():
        export(store, folder.name, tmp_path / folder.name)
        for path in (tmp_path / folder.name).iterdir():
            name = "dataset.schema.json" if path.name == "dataset.yaml" else "statements.schema.json"
            validator(name).validate(yaml.load(path.read_text(encoding="utf-8"), Editor))
        export(store, folder.name, tmp_path / "lines", json_lines=True)
        for line in (tmp_path / "lines" / f"{folder.name}.jsonl").read_text(encoding="utf-8").splitlines():
            validator("lines.schema.json").validate(json.loads(line))


ROLE = {"id": "a", "name": "A"}


@pytest.mark.parametrize(
    "role",
    [
        {},
        {"id": 5},
        {"name": 12},
        {"name": True},
        {"posts": 3},
        {"posts": "3"},
        {"class": True},
        {"class": "true"},
        {"aliases": "B"},
        {"aliases": ["B", 7]},
        {"valid_from": 2003},
        {"valid_from": "2003-04"},
        {"valid_to": "ended"},
        {"standing": "proposed"},
        {"none": ["HOLDS"]},
        {"reports_to": "The Chief Executive"},
        {"reports_to": ["b", {"to": "c", "line": "professional"}]},
        {"manages": {"from": "b", "standing": "expected"}},
        {"accountable_for": {"to": "d", "how": "joint", "reason": "r"}},
        {"evidence": "inferred", "reason": "r", "based_on": ["b", {"other": "c REPORTS_TO d"}]},
        {"evidence": "stated", "source": "s", "locator": 3.1},
    ],
)
def test_what_the_loader_takes_the_schema_takes(role: dict[str, Any]) -> None:
    validator("statements.schema.json").validate({"roles": [ROLE | role]})


@pytest.mark.parametrize(
    "value",
    [
        [],
        {"rolez": []},
        {"roles": {}},
        {"roles": ["A"]},
        {"roles": [{"id": "a"}]},
        {"roles": [{"name": "A"}]},
        {"roles": [{"id": "../a", "name": "A"}]},
        {"roles": [{"id": "a" * 201, "name": "A"}]},
        {"roles": [{"id": "a", "name": " "}]},
        {"roles": [{"id": "a", "name": None}]},
        {"roles": [{"id": "a", "name": ["A"]}]},
        {"roles": [{"id": "a", "name": "n" * 20_001}]},
        *(
            {"roles": [ROLE | wrong]}
            for wrong in (
                {"colour": "red"},
                {"modality": "must"},
                {"form": "postt"},
                {"posts": "six"},
                {"posts": -1},
                {"posts": 1.5},
                {"class": "yes"},
                {"none": ["HOLD"]},
                {"valid_from": "29.2.2024"},
                {"valid_from": "ended"},
                {"valid_to": 20030},
                {"standing": "maybe"},
                {"evidence": "inferred"},
                {"evidence": "guessed", "reason": "r"},
                {"based_on": ["b"]},
                {"evidence": "stated", "based_on": ["b"]},
                {"reports_to": {"line": "management"}},
                {"reports_to": {"to": "b", "line": "mangement"}},
                {"reports_to": {"to": "b", "colour": "red"}},
                {"reports_to": [["b"]]},
                {"reports_to": {"to": "b", "evidence": "assumed"}},
                {"accountable_for": {"to": "d", "how": "joint"}},
                {"accountable_for": {"to": "d", "standing": "expected"}},
                {"owed_to": "d"},
            )
        ),
        {"duties": [{"id": "d", "name": "D", "standing": "expected"}]},
        {"edges": [{"from": "a", "to": "b"}]},
        {"edges": [{"from": "a", "relation": "REPORTS", "to": "b"}]},
        {"edges": [{"from": "a", "relation": "REPORTS_TO"}]},
        {"edges": [{"from": "a", "relation": "REPORTS_TO", "to": "b", "as": "acting"}]},
        {"edges": [{"from": "a", "relation": "ACCOUNTABLE_FOR", "to": "b", "how": "divided"}]},
    ],
)
def test_what_one_file_shows_to_be_wrong_is_refused(value: object) -> None:
    assert not takes("statements.schema.json", value)


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ({"dataset": "a", "title": "T", "date": "2024"}, True),
        ({"dataset": "a", "title": "T"}, False),
        ({"dataset": "../a", "title": "T", "date": "2024"}, False),
        ({"kind": "Role", "id": "a/b", "name": "B", "posts": 2, "locator": 3.1}, True),
        ({"kind": "Role", "id": "b", "name": "B"}, False),
        ({"kind": "Role", "id": "a/b", "name": True}, False),
        ({"kind": "Roll", "id": "a/b", "name": "B"}, False),
        ({"kind": "Role", "id": "a/b", "name": "B", "part_of": "a/c"}, False),
        ({"kind": "Role", "id": "a/b", "name": "B", "source": "Book"}, False),
        ({"relation": "REPORTS_TO", "from": "a/b", "to": "a/c", "line": "management"}, True),
        ({"relation": "REPORTS_TO", "from": "a/b", "to": "c"}, False),
        ({"relation": "REPORTS_TO", "from": "a/b", "to": "a/c", "evidence": "assumed"}, False),
        ({}, False),
        ([], False),
    ],
)
def test_lines(value: object, good: bool) -> None:
    assert takes("lines.schema.json", value) is good


@pytest.mark.parametrize(
    ("change", "good"),
    [
        ({}, True),
        ({"states": []}, False),
        ({"left_out": "r"}, False),
        ({"hash": "9F86d081884c7d65"}, False),
        ({"locator": None}, False),
        ({"line": 3}, False),
    ],
)
def test_coverage_files(change: dict[str, Any], good: bool) -> None:
    entry = {"locator": "1", "hash": "9f86d081884c7d65", "states": ["a"]} | change
    assert takes("coverage.schema.json", {"document": "d.txt", "lines": [entry]}) is good


def test_the_schemas_are_written_into_a_folder(tmp_path: Path) -> None:
    schema.main(tmp_path / "made")
    assert {each.name for each in (tmp_path / "made").iterdir()} == set(schema.schemas())
