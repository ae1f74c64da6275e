"""The changes that the faults strike, and what must be true of a store whatever happened to it."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from remit.graphmodel.store import Store
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from tests.drawing import load
from tests.servers.sharing import Address

ROLES = 12
FIRST = "\n".join(
    [
        "Role: boss [name=Boss]",
        "Duty: report, plan",
        *(f"r{number} -> {f'r{number // 3}' if number > 2 else 'boss'}" for number in range(ROLES)),
        *(f"p{number} <holds> r{number}" for number in range(ROLES)),
        "r1 <accountable> report",
        "r2 <responsible> report",
    ]
)
"""Some fifty facts."""
SECOND = "\n".join(
    [
        "Role: boss [name=Chief]",
        "Duty: report, plan, review",
        *(f"r{number} -> {f'r{number // 4}' if number > 3 else 'boss'}" for number in range(ROLES + 4)),
        *(f"p{number} <holds> r{number}" for number in range(3, ROLES + 2)),
        "r2 <accountable> report",
        "r2 <accountable> review",
    ]
)
"""The same organisation later: facts of every sort added, changed and dropped."""


def told(store: Store) -> tuple[list[Any], list[Any]]:
    """The change log with its hashes, and every fact that ever stood after a change."""
    changes = list(store.changes())
    names = sorted({name for change in changes for name in change.datasets})
    heads = {info.head.dataset for info in store.datasets()}
    facts = [fact for name in names if name in heads for fact in store.facts(name)]
    return changes, facts


def on_file(*drawings: str) -> tuple[list[Any], list[Any]]:
    """What a file tells that has loaded the same, undisturbed."""
    with (
        TemporaryDirectory() as folder,
        closing(SqliteStore.open(Path(folder) / "file.db", create=True)) as store,
    ):
        for drawing in drawings:
            load(store, drawing)
        return told(store)


def seen(store: Store) -> Any:
    """What readers see: nodes, edges, and how many there are of some kinds."""
    graph = store.graph(View())
    ids = [f"r{number}" for number in range(ROLES + 4)] + ["boss", "report", "plan", "review"]
    return (
        graph.nodes(ids),
        graph.edges(["REPORTS_TO", "HOLDS", "ACCOUNTABLE_FOR"], objects=ids),
        [graph.count(kind) for kind in ("Role", "Person", "Duty")],
        graph.search("chief"),
        graph.view.known_at,
    )


def damage(store: Store) -> list[str]:
    """Whatever is doubled, lost or left, and every hash that is wrong."""
    checked = store.check()
    return [*(finding.what for finding in checked.findings), *checked.notes, *store.verify()]


def left(address: Address) -> int:
    """How much there is in the database beyond what is published."""
    beyond = (
        "MATCH (m:RemitMeta) CALL (m) { MATCH (n:!RemitMeta&!RemitChange) RETURN n AS f UNION MATCH ()-[r]->() RETURN r AS f }"
        " WITH m, f WHERE f.asserted > m.published OR f.retracted > m.published OR f:RemitBatch RETURN count(*) AS left"
    )
    with address.driver() as driver:
        return int(driver.execute_query(beyond).records[0]["left"])
