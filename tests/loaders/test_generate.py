import hashlib
import json
import tracemalloc
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import networkx
import pytest

from remit.graphmodel.days import Truth
from remit.graphmodel.errors import BadValue
from remit.graphmodel.graph import Graph
from remit.graphmodel.store import Author
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from remit.loaders.generate import MOST_ROLES, generate, statements
from remit.loaders.load import load
from remit.loaders.made_up import LEAST_SPAN, MOST_SPAN, Organisation
from remit.queries import unowned_duties

ROLES = 2000
Line = dict[str, Any]


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    return list(statements(ROLES, 7))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("generated")
    written = generate(ROLES, 7, folder / "data")
    store = SqliteStore.open(folder / "made-up.db", create=True)
    load(store, [written.parent], Author("test", "2026-01-01T00:00:00.000+00:00", "a test", "test"))
    return store.graph(View(as_at=date(2026, 1, 1)))


def relation(lines: list[Line], name: str) -> list[Line]:
    return [line for line in lines if line.get("relation") == name]


def test_a_seed_gives_these_lines_in_every_version_of_python(tmp_path: Path) -> None:
    written = generate(300, 1, tmp_path).read_bytes()
    assert (
        hashlib.sha256(written).hexdigest()
        == "6d3352d9b0fd576750ca40075586116a43e3ddb348badc73e2c6df8e6668ff49"
    ), "the generator writes other lines than before: if that is meant, put the new hash here"


def test_another_seed_gives_another_organisation() -> None:
    assert [*statements(50, 1)][1:] != [*statements(50, 2)][1:]


def test_the_lines_go_to_standard_output_too(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    generate(20, 3, Path("-"))
    assert capfdbinary.readouterr().out == generate(20, 3, tmp_path).read_bytes()


def test_progress_is_told_up_to_the_last_line(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    path = generate(2000, 1, tmp_path, lambda step, done: told.append((step, done)))
    with path.open(encoding="utf-8") as file:
        assert told[-1] == ("writing", sum(1 for _ in file) - 1)
    assert [done for _, done in told] == sorted(done for _, done in told)
    assert len(told) > 2


@pytest.mark.parametrize("roles", [0, -1, MOST_ROLES + 1])
def test_a_number_of_roles_out_of_bounds_is_refused(roles: int, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="ask for 1 to"):
        generate(roles, 1, tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("roles", [*range(1, 30), 63, 64, 145, 600])
def test_any_size_states_each_node_and_each_edge_once_and_every_end(roles: int) -> None:
    _, *said = statements(roles, 5)
    nodes = Counter(line["id"] for line in said if "kind" in line)
    edges = Counter(
        line.get("id", (line["relation"], line["from"], line["to"])) for line in said if "relation" in line
    )
    assert max(nodes.values()) == max(edges.values()) == 1
    assert {line[end] for line in said if "relation" in line for end in ("from", "to")} <= nodes.keys()
    assert {line["source"] for line in said} <= nodes.keys()


def test_every_statement_has_a_source_and_a_locator(lines: list[Line]) -> None:
    assert all(line["source"] and line["locator"] for line in lines[1:])
    assert all(line["date"] for line in lines if line.get("kind") == "Source")


def test_memory_stays_at_a_few_bytes_a_role() -> None:
    roles = 4000
    tracemalloc.start()
    try:
        for _ in statements(roles, 1):
            pass
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 100 * roles


def test_spans_are_realistic_and_depth_follows() -> None:
    small, large = Organisation(100, 1), Organisation(20_000, 1)
    for organisation in (small, large):
        spans = [
            organisation.reports[role] for role in range(organisation.roles) if organisation.reports[role]
        ]
        assert min(spans) >= LEAST_SPAN
        assert max(spans) <= MOST_SPAN + LEAST_SPAN - 1
        assert sum(span > MOST_SPAN for span in spans) <= organisation.agencies
    assert max(small.level) < max(large.level) < 12
    assert small.agencies < large.agencies


def test_every_role_but_a_few_is_in_the_line_of_its_agency_s_chief() -> None:
    organisation = Organisation(20_000, 1)
    out = 0
    for role in range(organisation.roles):
        top = role
        while organisation.parent[top] >= 0:
            assert organisation.parent[top] < top
            top = organisation.parent[top]
        if top != organisation.starts[organisation.agency[role]]:
            assert top == role
            out += 1
    assert 0 < out < 0.01 * organisation.roles


def test_one_role_in_twenty_has_a_matrix_line(lines: list[Line]) -> None:
    matrix = [line for line in relation(lines, "REPORTS_TO") if "line" in line]
    assert {line["line"] for line in matrix} == {"professional", "functional"}
    assert 0.035 < len(matrix) / ROLES < 0.065


def test_a_few_lines_are_loops(lines: list[Line]) -> None:
    lead: networkx.DiGraph[str] = networkx.DiGraph(
        (line["from"], line["to"]) for line in relation(lines, "REPORTS_TO")
    )
    loops = [group for group in networkx.strongly_connected_components(lead) if len(group) > 1]
    assert 1 <= len(loops) <= 3


def test_duties_are_two_a_role_and_one_in_twenty_five_is_unowned(lines: list[Line]) -> None:
    duties = {line["id"] for line in lines if line.get("kind") == "Duty"}
    committees = {line["id"] for line in lines if line.get("kind") == "Committee"}
    owned = {
        line["to"]
        for line in relation(lines, "ACCOUNTABLE_FOR")
        if line["from"] not in committees and "valid_to" not in line
    }
    assert len(duties) == 2 * ROLES
    assert 0.03 < len(duties - owned) / len(duties) < 0.05


def test_it_has_every_sort_of_day_and_evidence(lines: list[Line]) -> None:
    begun = {len(line["valid_from"]) for line in lines if "valid_from" in line}
    over = {line["valid_to"] for line in lines if "valid_to" in line}
    assert begun == {4, 7, 10}
    assert "ended" in over
    assert {len(day) for day in over - {"ended"}} == {4, 7, 10}
    inferred = [line for line in lines if line.get("evidence") == "inferred"]
    assert any("based_on" in line for line in inferred)
    assert all(line["reason"] for line in inferred)
    assert {line.get("standing") for line in lines} == {None, "expected", "proposed"}


def test_roles_are_held_vacant_or_without_a_recorded_holder(lines: list[Line]) -> None:
    held = {line["to"] for line in relation(lines, "HOLDS") if "valid_to" not in line}
    roles = [line for line in lines if line.get("kind") == "Role" and "class" not in line]
    vacant = {line["id"] for line in roles if "none" in line}
    assert not held & vacant
    assert 0.8 < len(held) / ROLES < 0.9
    assert 0.03 < len(vacant) / ROLES < 0.07
    assert 0.05 < (ROLES - len(held) - len(vacant)) / ROLES < 0.13


def test_it_has_committees_classes_and_delegations(lines: list[Line]) -> None:
    chairs = Counter(line["to"] for line in relation(lines, "SITS_ON") if line["capacity"] == "chair")
    assert set(chairs) == {line["id"] for line in lines if line.get("kind") == "Committee"}
    assert set(chairs.values()) == {1}
    classes = {line["id"] for line in lines if line.get("class") is True}
    assert {line["to"] for line in relation(lines, "ONE_OF")} <= classes
    assert {"duty", "function"} <= {key for line in relation(lines, "DELEGATES_TO") for key in line}


def test_it_loads_and_answers(graph: Graph) -> None:
    assert graph.count("Agency") == (6, 6)
    answer = unowned_duties.ask(graph, unowned_duties.UnownedDuties(first=1000))
    assert answer.after is None
    reasons = Counter(row.reason for row in answer.rows)
    assert {"none assigned", "role confirmed vacant", "only responsible", "only consulted"} <= reasons.keys()
    assert all(row.certainty is Truth.YES for row in answer.rows if row.reason == "role confirmed vacant")


def test_each_line_is_one_json_object(tmp_path: Path) -> None:
    for line in generate(10, 1, tmp_path).read_text(encoding="utf-8").splitlines():
        assert isinstance(json.loads(line), dict)
