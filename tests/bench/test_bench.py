import tempfile
from pathlib import Path

import pytest

from tests.bench import run


def test_the_benchmark_measures_everything_that_has_a_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(run, "SIZE_OF_TARGETS", 70)
    monkeypatch.setattr("sys.argv", ["run.py", "--roles", "70", "--markdown"])
    run.main()
    told = capsys.readouterr().out
    head, *table = [line.strip("| ").split(" | ") for line in told.splitlines() if line.startswith("| ")]
    assert tuple(head) == run.HEADINGS
    assert {row[0] for row in table if "<" in row[3]} == run.TARGETS.keys()
    assert "shared cores" in told
    assert [path.name for path in tmp_path.glob("remit-bench/*/*")] == ["generated.jsonl"]
