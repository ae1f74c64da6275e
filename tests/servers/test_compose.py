"""compose.yaml, as far as it can be looked at without a container engine."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from servers.neo4j import LTS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def services() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    return services


def test_it_runs_the_neo4j_that_the_tests_run(services: dict[str, Any]) -> None:
    assert services["neo4j"]["image"] == f"neo4j:{LTS}-community"


def test_its_images_have_names_without_a_host(services: dict[str, Any]) -> None:
    base = services["remit"]["build"]["dockerfile_inline"].splitlines()[0].removeprefix("FROM ")

    assert [image for image in (services["neo4j"]["image"], base) if "/" in image] == []


def test_it_holds_no_password_and_both_take_the_same(services: dict[str, Any]) -> None:
    asked = services["remit"]["environment"]["NEO4J_PASSWORD"]

    assert asked.startswith("${NEO4J_PASSWORD:?")
    assert services["neo4j"]["environment"]["NEO4J_AUTH"] == f"neo4j/{asked}"


def test_remit_waits_for_its_store_and_opens_to_this_machine_only(services: dict[str, Any]) -> None:
    assert services["remit"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["remit"]["environment"]["REMIT_STORE"] == "neo4j://neo4j"
    assert services["remit"]["ports"] == ["127.0.0.1:8000:8000"]
    assert "ports" not in services["neo4j"]


def test_what_its_build_runs_is_there(services: dict[str, Any]) -> None:
    assert "RUN sh scripts/setup.sh" in services["remit"]["build"]["dockerfile_inline"]
    assert (ROOT / "scripts" / "setup.sh").exists()
