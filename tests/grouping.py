"""Keeps tests of one xdist_group on one worker.

pytest-xdist (3.8) writes a test's group into a field that pytest 9.2 no longer reads, so that `--dist loadgroup` spreads
groups over all workers and says nothing (pytest-dev/pytest-xdist issue 1386). Until it is mended there, here it is.
"""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Append @GROUP to the id of each grouped test, as xdist's scheduler expects it; xdist's own suffix is kept."""
    if not config.getoption("loadgroup", False):
        return
    for item in items:
        groups = sorted({mark.args[0] for mark in item.iter_markers("xdist_group")})
        suffix = f"@{'_'.join(groups)}"
        if groups and not item.nodeid.endswith(suffix):
            item._id = type(item.id).parse(item.nodeid + suffix)
