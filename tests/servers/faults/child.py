"""A process of its own that loads into a server: python -m tests.servers.faults.child URI LEASE_SECONDS WAIT, drawings on stdin.

Drawings are divided by lines of dashes, each is a load; batches are small, so that even a small change has many. Of each
load it says how it ended.
"""

import sys

from remit.api import servers
from remit.graphmodel.errors import RemitError
from remit.graphmodel.stores.neo4j import lease as leasing
from remit.graphmodel.stores.neo4j import sending
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from tests.drawing import load


def main(uri: str, lease: str, wait: str) -> None:
    """Load every drawing that comes."""
    sending.ROWS = 7
    leasing.LEASE_SECONDS = int(lease)
    store: Neo4jStore = servers.server_store(uri)
    store.wait_seconds = float(wait)
    print("ready", flush=True)
    for text in sys.stdin.read().split("\n---\n"):
        try:
            report = load(store, text)
        except RemitError as error:
            print(type(error).__name__, flush=True)
        else:
            print(report.change.number if report.change else "nothing", flush=True)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
