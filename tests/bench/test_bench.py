import tempfile
from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema, parse, validate

from remit.loaders.generate import generate
from servers.neo4j.locks import held
from tests.bench import asking, comparing, kept, loading, on_file, on_server, planning, run
from tests.bench.by_hand import twins
from tests.bench.peer_questions import QUESTIONS
from tests.servers.plugin import on_each_server
from tests.servers.sharing import Address


def test_the_benchmark_measures_everything_that_has_a_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(on_file, "SIZE_OF_TARGETS", 70)
    monkeypatch.setattr("sys.argv", ["run.py", "--roles", "70", "--markdown"])
    run.main()
    told = capsys.readouterr().out
    head, *table = [line.strip("| ").split(" | ") for line in told.splitlines() if line.startswith("| ")]
    assert tuple(head) == on_file.HEADINGS
    assert {row[0] for row in table if "<" in row[3]} == on_file.TARGETS.keys()
    assert "shared cores" in told
    assert [path.name for path in tmp_path.glob("remit-bench/*/*")] == ["generated.jsonl"]


def test_scenarios_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["run.py", "--roles", "300", "--what-if", "--markdown"])
    run.main()
    told = capsys.readouterr().out
    head, *table = [line.strip("| ").split(" | ") for line in told.splitlines() if line.startswith("| ")]
    assert tuple(head) == planning.HEADINGS
    assert {row[0] for row in table} >= {"operations", "memory", *planning.TARGETS[100_000]}


def test_a_home_is_kept_for_a_version_a_size_and_the_code_that_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    one = kept.home("5.26.30", 70, fresh=False)
    one.mkdir(parents=True)

    assert one == kept.home("5.26.30", 70, fresh=False)
    assert one != kept.home("5.26.30", 71, fresh=False)
    assert one.exists()
    other = kept.home("5.26.30", 71, fresh=False)
    other.mkdir()
    assert not kept.home("5.26.30", 70, fresh=True).exists()
    old = one.with_name("neo4j-5.26.30-70-1-ofoldercode")
    old.mkdir()
    with held(old / "owner.lock"):
        kept.home("5.26.30", 70, fresh=False)
        assert old.exists(), "its server runs"
    kept.home("5.26.30", 70, fresh=False)
    assert not old.exists()
    assert other.exists()
    writing = {path.name for path in kept._writing()}
    assert {"writing.py", "lease.py", "prepare.py", "create_edges.cypher", "schema.sql"} <= writing
    assert writing.isdisjoint({"graph.py", "nodes.cypher"})


class TestOnAServer:
    @pytest.fixture
    def few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(asking, "ASKED", 20)
        monkeypatch.setattr(asking, "WHOLE", 2)
        some = {*twins(), "loops, first page of 50"}  # of the others none has a statement by hand

        def with_statements(*given: Any) -> dict[str, asking.Asked]:
            return {name: asked for name, asked in asking.questions(*given).items() if name in some}

        monkeypatch.setattr(comparing, "questions", with_statements)
        monkeypatch.setattr(comparing, "WARMING", 1)
        monkeypatch.setattr(comparing, "FLOORS", 2)
        monkeypatch.setattr(comparing, "FEW", 2)

    @pytest.fixture
    def address(self, neo4j_empty: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
        """A server that holds 300 roles."""
        monkeypatch.setenv("NEO4J_USER", neo4j_empty.user)
        monkeypatch.setenv("NEO4J_PASSWORD", neo4j_empty.password)
        loading.main(generate(300, 1, tmp_path), neo4j_empty.uri)
        return neo4j_empty.uri

    @pytest.mark.slow
    @pytest.mark.parametrize("neo4j_empty", on_each_server()[:1], indirect=True)
    def test_remit_says_what_the_statements_by_hand_say(
        self, few: None, address: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        measured = comparing.main(address, 300, 1)

        rows = {name: on_server.question_row(name, 300, found) for name, found in measured.items()}
        assert {len(row) for row in rows.values()} == {len(on_server.HEADINGS)}
        assert rows.keys() >= {*on_server.TRIPS, *on_server.WHOLE_GRAPH}
        by_hand = on_server.HEADINGS.index("times by hand")
        target = on_server.HEADINGS.index("target")
        assert all(bool(row[by_hand]) == bool(row[target]) for row in rows.values())
        assert all(rows[name][by_hand] for name in (*on_server.TRIPS, *on_server.WHOLE_GRAPH))

        monkeypatch.setattr(comparing, "compared", lambda *_: lambda *_: ({1, 2}, {2, 3}))
        with pytest.raises(comparing.Differs, match=r"Remit alone \['1'\]; by hand alone \['3'\]"):
            comparing.main(address, 300, 1)


def test_what_the_peer_is_measured_by_is_asked_of_the_schema_as_it_is() -> None:
    schema = build_schema((kept.ROOT / "api" / "graphql" / "schema.graphql").read_text(encoding="utf-8"))

    for pair in QUESTIONS:
        assert validate(schema, parse(pair.remit)) == []
