"""Remit's GraphQL beside a peer's, @neo4j/graphql on graphql-yoga, over one Neo4j server, asked in turn by one load generator.

The peer has nodes and relations of its own, without time or evidence, copied from what Remit holds for the day: so it is at
its best. What both say is compared before they are measured.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version as version_of
from pathlib import Path
from statistics import median
from typing import Any

import neo4j

from tests.bench.asking import VIEW
from tests.bench.by_hand import Hand
from tests.bench.driver import installed_in
from tests.bench.kept import ROOT, place, tell
from tests.bench.on_server import Loaded, loaded
from tests.bench.peer_questions import QUESTIONS, Pair, lines_alike
from tests.bench.table import Row

HEADINGS = (
    "asked at concurrency 16",
    "roles",
    "Remit",
    "anew",
    "peer",
    "Remit/peer",
    "anew/peer",
    "target",
    "rounds",
)
FILES = Path(__file__).with_name("peer")
LOADS = ("load_actors", "load_duties", "load_lines", "load_owners")
ROUNDS, SECONDS, ALIKE = 3, 8, 50
_COPIED = "peer.json"


def measure(roles: int, *, version: str, fresh: bool) -> Iterator[Row]:
    """The rows of one size. Raises RuntimeError where Node is missing, or where the two do not say the same."""
    folder = installed()
    with loaded(roles, version=version, fresh=fresh) as running:
        copy_for_peer(running)
        with served(running, folder) as addresses:
            subjects = lines_alike(running, roles, ALIKE)
            for pair in QUESTIONS:
                for remit in (addresses.keeping, addresses.anew):
                    check(pair, remit, addresses.peer, subjects)
            found = attacked(folder, addresses, subjects)
    for pair in QUESTIONS:
        yield row(pair, roles, *(found[name] for name in pair.names))


def row(pair: Pair, roles: int, kept: float, anew: float, theirs: float) -> Row:
    """The row of a question, from answers a second."""
    return (
        pair.name, f"{roles:,}", f"{kept:,.1f}/s", f"{anew:,.1f}/s", f"{theirs:,.1f}/s", f"{kept / theirs:.2f}",
        f"{anew / theirs:.2f}", f">= {pair.least:g}", f"{ROUNDS}",
    )  # fmt: skip


def installed() -> Path:
    """The folder of the peer with its packages, installed there unless an earlier run has done so."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise RuntimeError(
            "the peer runs on Node 20 or later, and there is no node or npm here: install them"
        )
    names = ("package.json", "server.mjs", "ask.mjs")
    wanted = hashlib.sha256(b"".join((FILES / name).read_bytes() for name in names)).hexdigest()[:12]
    folder = place() / f"peer-{wanted}"
    if not folder.exists():
        tell("installing the peer")
        part = place() / f"peer-{wanted}.part-{os.getpid()}"
        part.mkdir(parents=True)
        for name in names:
            shutil.copy(FILES / name, part / name)
        command = [
            npm,
            "install",
            "--no-package-lock",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]
        subprocess.run(command, cwd=part, check=True, stdout=sys.stderr)
        part.rename(folder)
    return folder


def copy_for_peer(running: Loaded) -> None:
    """Copy what counts on the day to nodes and relations of the peer's own, once for each home of a server."""
    done = running.server.home / _COPIED
    if done.exists():
        return
    tell("copying for the peer")
    with (
        neo4j.GraphDatabase.driver(running.server.uri, auth=running.server.auth) as driver,
        driver.session() as session,
    ):
        hand = Hand(driver, known_at=1)
        for label in ("PeerActor", "PeerDuty"):
            session.run(
                f"CREATE CONSTRAINT {label} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
            ).consume()
        session.run("MATCH (n:PeerActor|PeerDuty) CALL (n) { DETACH DELETE n } IN TRANSACTIONS").consume()
        for name in LOADS:
            session.run(*hand.prepared(FILES / f"{name}.cypher")).consume()
    done.write_text(json.dumps({"as at": VIEW.as_at.isoformat() if VIEW.as_at else None}), encoding="utf-8")


@dataclass(frozen=True)
class Addresses:
    """Where Remit's GraphQL is, one that keeps answers and one that makes each anew, and the peer's."""

    keeping: str
    anew: str
    peer: str

    def __iter__(self) -> Iterator[str]:
        return iter((self.keeping, self.anew, self.peer))


@contextlib.contextmanager
def served(running: Loaded, folder: Path) -> Iterator[Addresses]:
    """Both, each a process of its own on loopback, Remit with the driver's fast extra; all end with the block."""
    extra = installed_in("fast", f"neo4j-rust-ext=={version_of('neo4j')}.*")
    environment = {
        **os.environ,
        **running.environment,
        "NEO4J_URI": running.server.bolt_uri,
        "NODE_ENV": "production",
    }
    serve = [sys.executable, "-m", "remit", "serve", "--store", running.server.bolt_uri, "--port", "0"]
    with_extra = {**environment, "PYTHONPATH": str(extra)}
    with (
        process(serve, ROOT, with_extra) as keeping,
        process([*serve, "--keep", "0"], ROOT, with_extra) as anew,
        process(["node", "server.mjs"], folder, environment) as peer,
    ):
        yield Addresses(_address(keeping), _address(anew), first_line(peer))


def _address(remit: subprocess.Popen[str]) -> str:
    return next(word for word in first_line(remit).split() if word.startswith("http://")) + "/graphql"


@contextlib.contextmanager
def process(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[str]]:
    """A process that is asked to end with the block."""
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as started:
        try:
            yield started
        finally:
            started.terminate()


def first_line(started: subprocess.Popen[str]) -> str:
    """What a process says first: where it is. Raises RuntimeError where it ended instead."""
    line = started.stdout.readline().strip() if started.stdout else ""
    if not line:
        raise RuntimeError(f"{started.args!r} ended before it was up")
    return line


def check(pair: Pair, remit: str, peer: str, subjects: Sequence[str]) -> None:
    """Compare what both say of some subjects. Raises RuntimeError where they differ."""
    for ours, theirs in zip(pair.ours(subjects), pair.theirs(subjects), strict=True):
        one, other = pair.our_ids(asked(remit, ours)), pair.their_ids(asked(peer, theirs))
        if one != other or not one:
            alone = [sorted(map(str, each))[:3] for each in (one - other, other - one)]
            raise RuntimeError(
                f"{pair.name}, {ours['variables']}: Remit alone {alone[0]}; the peer alone {alone[1]}"
            )


def asked(address: str, body: Mapping[str, Any]) -> Any:
    """The data of an answer. Raises RuntimeError where there are errors."""
    request = urllib.request.Request(
        address, json.dumps(body).encode(), {"content-type": "application/json", "accept": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        told = json.load(response)
    if "errors" in told:
        raise RuntimeError(f"{address}: {told['errors'][:1]}")
    return told["data"]


def attacked(folder: Path, addresses: Addresses, subjects: Sequence[str]) -> dict[str, float]:
    """The median of answers a second of each question of each; raises RuntimeError where an answer went wrong."""
    wanted = []
    for pair in QUESTIONS:
        bodies = pair.ours(subjects), pair.ours(subjects), pair.theirs(subjects)
        for name, url, asking in zip(pair.names, addresses, bodies, strict=True):
            wanted.append({"name": name, "url": url, "bodies": asking})
    tell(f"asking all, {len(wanted) * (ROUNDS + 1) * SECONDS} s")
    given = json.dumps({"rounds": ROUNDS, "seconds": SECONDS, "asked": wanted})
    done = subprocess.run(
        ["node", "ask.mjs"], cwd=folder, input=given, check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, list[dict[str, float]]] = json.loads(done.stdout)
    if wrong := {name: rounds for name, rounds in found.items() if any(each["wrong"] for each in rounds)}:
        raise RuntimeError(f"some answers went wrong: {wrong}")
    return {name: median(each["perSecond"] for each in rounds) for name, rounds in found.items()}
