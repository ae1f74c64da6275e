"""The benchmark: `make bench`, or `make bench ARGS='--roles 1000,100000 --markdown'`.

For each size it makes a data set, loads it and asks every question, each in a process of its own, and prints a table.
Targets are shown beside the figures; nothing fails by the clock. `--store neo4j` does so on a Neo4j server that it starts,
with each question written by hand in Cypher beside it; `--peer` asks another GraphQL server of the same roles as well;
`--what-if` measures a scenario: worked out, its impact, adopted and undone. `--driver` measures the driver with its fast extra and without. The data sets and loaded servers are kept in the temporary
folder for the next run.
"""

import argparse

from servers.neo4j import CALENDAR, LTS
from tests.bench import driver, on_file, on_peer, on_server, planning
from tests.bench.table import Table, machine


def main() -> None:
    """Measure, and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--roles", default="1000,100000", help="sizes, with commas between")
    asked.add_argument(
        "--store", choices=["sqlite", "neo4j"], default="sqlite", help="which store to measure"
    )
    asked.add_argument(
        "--peer", action="store_true", help="ask a peer, and Remit over the same server, instead"
    )
    asked.add_argument("--driver", action="store_true", help="measure the fast extra of the driver instead")
    asked.add_argument("--what-if", action="store_true", help="measure scenarios instead")
    asked.add_argument(
        "--version", default=LTS, help=f"of the server: {LTS} (the default), or {CALENDAR}, say"
    )
    asked.add_argument("--fresh", action="store_true", help="load servers anew")
    asked.add_argument("--loads", type=int, default=1, help="how often to load each file; the median counts")
    asked.add_argument("--markdown", action="store_true", help="print a Markdown table, and the machine")
    told = asked.parse_args()
    sizes = [int(size) for size in told.roles.split(",")]
    server = (
        ""
        if told.store == "sqlite" and not (told.peer or told.driver)
        else f"Neo4j {told.version}, {driver.told()}"
    )
    if told.peer:
        found = [
            row for roles in sizes for row in on_peer.measure(roles, version=told.version, fresh=told.fresh)
        ]
        table = Table(on_peer.HEADINGS, found)
    elif told.what_if:
        table = Table(planning.HEADINGS, [row for roles in sizes for row in planning.measure(roles)])
    elif told.driver:
        table = Table(driver.HEADINGS, list(driver.measure(told.version)))
    elif told.store == "neo4j":
        found = [
            row for roles in sizes for row in on_server.measure(roles, version=told.version, fresh=told.fresh)
        ]
        table = Table(on_server.HEADINGS, found)
    else:
        table = Table(
            on_file.HEADINGS, [row for roles in sizes for row in on_file.measure(roles, told.loads)]
        )
    if told.markdown:
        print(f"{machine(server)}\n")
    print("\n".join(table.markdown() if told.markdown else table.plain()))


if __name__ == "__main__":
    main()
