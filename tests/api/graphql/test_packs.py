"""A server runs the rules of packs of one's own besides Remit's."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from remit.api.http import create_app
from remit.graphmodel.errors import DataRefused
from remit.graphmodel.store import Store
from tests.api.cli.test_check import PACK

ASKED = {"query": '{ check(rules: ["ours-without-members"]) { sentence rows { code subject { id } } } }'}


def test_a_check_runs_the_rules_of_a_pack(council: Store, tmp_path: Path) -> None:
    pack = tmp_path / "ours.yaml"
    pack.write_text(PACK)
    told = TestClient(create_app(council, packs=[pack])).post("/graphql", json=ASKED).json()
    assert "errors" not in told
    without = TestClient(create_app(council)).post("/graphql", json=ASKED).json()
    assert without["errors"][0]["extensions"]["code"] == "UNKNOWN_RULE"


def test_a_bad_pack_is_refused_before_anything_is_served(council: Store, tmp_path: Path) -> None:
    pack = tmp_path / "ours.yaml"
    pack.write_text(PACK.replace("severity: error", "severity: eror"))
    with pytest.raises(DataRefused) as refused:
        create_app(council, packs=[pack])
    assert "no severity" in refused.value.problems[0].message
