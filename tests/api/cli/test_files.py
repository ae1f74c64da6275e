"""`export` and `generate`: what they write loads again, from folders and from streams."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.api.cli.conftest import Run, edit
from tests.api.cli.test_processes import REMIT


@pytest.mark.parametrize("options", [(), ("--jsonl",)], ids=["yaml", "jsonl"])
def test_what_is_exported_loads_again_to_the_same(run: Run, council: Path, options: tuple[str, ...]) -> None:
    run("load", council)
    result = run("export", "--dataset", "my-council", "-o", "out", *options)
    assert result.exit_code == 0, result.output
    assert result.stderr == "Wrote my-council to out.\n"
    again = run("load", "out")
    assert again.exit_code == 0, again.output
    assert "Nothing has changed" in again.stdout


def test_an_earlier_state_is_exported_by_its_change(run: Run, council: Path) -> None:
    run("load", council)
    edit(council, "Ada Brown", "Ada Green")
    run("load", council)
    assert "Ada Green" in run("export", "--dataset", "my-council", "-o", "-").stdout
    then = run("export", "--dataset", "my-council", "-o", "-", "--known-at", "1")
    assert "Ada Brown" in then.stdout
    assert then.stderr == ""
    assert all(json.loads(line) for line in then.stdout.splitlines())


def test_export_keeps_what_is_there(run: Run, council: Path) -> None:
    run("load", council)
    result = run("export", "--dataset", "my-council", "-o", council)
    assert result.exit_code == 2
    assert "holds something else already" in result.stderr


def test_export_needs_a_data_set_of_the_store(run: Run, council: Path) -> None:
    run("load", council)
    assert "Did you mean my-council?" in run("export", "--dataset", "my-counsil", "-o", "out").stderr
    assert run("export", "-o", "out").exit_code == 2


def test_generate_writes_the_same_for_a_seed(run: Run, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        result = run("generate", "--roles", "60", "--seed", "7", "-o", folder)
        assert result.exit_code == 0, result.output
    one, two = (next((tmp_path / folder).glob("*.jsonl")).read_bytes() for folder in ("one", "two"))
    assert one == two
    assert run("load", "one").exit_code == 0
    assert run("ask", "unowned-duties").exit_code == 0


def test_commands_join_by_pipes(run: Run, council: Path, tmp_path: Path) -> None:
    run("load", council)
    remit = " ".join(map(str, REMIT))
    for source in ("export --dataset my-council -o -", "generate --roles 40 --seed 1 -o -"):
        done = subprocess.run(
            f"{remit} {source} | {remit} load - --store copy.db",
            shell=True, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert {row["dataset"] for row in json.loads(run("datasets", "--json", "--store", "copy.db").stdout)["rows"]} == {
        "my-council", "made-up-40-1",
    }  # fmt: skip


def test_a_stream_that_nobody_reads_any_more_is_quiet(tmp_path: Path, run: Run) -> None:
    done = subprocess.run(
        f"{' '.join(REMIT)} generate --roles 20000 --seed 1 -o - | head -n 1",
        shell=True, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
