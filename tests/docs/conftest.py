"""A store of the bundled data sets, which each page gets a copy of."""

from pathlib import Path

import pytest

from remit.api.wiring import make_with_bundled


@pytest.fixture(scope="session")
def bundled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as `make serve` makes it."""
    path = tmp_path_factory.mktemp("bundled") / "remit.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REMIT_USER", "planner")
        make_with_bundled(path)
    return path
