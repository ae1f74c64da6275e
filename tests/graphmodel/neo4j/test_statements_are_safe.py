"""Statements of the server store: their text stands in .cypher files, and nobody's words get into it."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import neo4j
import pytest

from remit.graphmodel.graph import Side
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION
from remit.graphmodel.stores.neo4j import statements
from remit.graphmodel.stores.neo4j.prepare import wanted
from remit.graphmodel.stores.neo4j.reading import Place
from remit.graphmodel.stores.neo4j.statements import making, names, statement
from remit.graphmodel.stores.neo4j.store import Neo4jStore
from remit.graphmodel.stores.neo4j.walking import _BOUNDS
from tests.graphmodel.scan import cypher_in
from tests.servers.sharing import Address

FOLDER = Path(statements.__file__).parent
ALLOWED = {
    "statements.py": {"_CONSTANTS", "_CONSTANTS['FITS']"},  # what goes into the places of .cypher files
    "prepare.py": {"dropping"},  # told to whoever runs the database, and never sent
}
MODULES = sorted(FOLDER.glob("*.py"))
RELATIONS = {"TYPES", "WALKED", "LEAVING", "ARRIVING", "RELATION"}
ARROWS = {"LEFT", "RIGHT"}
SCHEMA = {"NAME", "OF", "KEY"}
ONE_AT_A_TIME = {"create_edges"}  # an edge is of one relation
KNOWN = {*statements._CONSTANTS, *RELATIONS, *ARROWS, *SCHEMA, "LABEL", "LABELS", "HOPS"}


def written(name: str) -> str:
    """The text of a .cypher file, without its comments."""
    text = (FOLDER / "cypher" / f"{name}.cypher").read_text(encoding="utf-8")
    return re.sub(r"//.*", "", text)


def places(name: str) -> set[str]:
    """What a file leaves to be filled in."""
    return set(re.findall(r"<([A-Z_]+)>", written(name)))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_cypher_is_written_or_built_in_python(path: Path) -> None:
    assert cypher_in(path.read_text(encoding="utf-8"), ALLOWED.get(path.name, ())) == []


BAD = {
    "an f-string": "def f(self, id): self.reader.rows(f\"match (n) where n.id = '{id}' return n\", {})",
    "a literal": 'def f(self): self.reader.rows("MATCH (n) RETURN n", {})',
    "a sum": "def f(self, text): self.reader.rows(text + ' limit 1', {})",
    "a percent sign": "def f(self, id): session.run('match (n {id: %s})' % id)",
    "format": "def f(self, id): transaction.run('match (n {{id: {}}})'.format(id))",
    "join": "def f(self, parts): transaction.run(' '.join(parts))",
    "a name": "def f(self, id):\n    text = f'match (n {{id: {id}}})'\n    self.reader.rows(text, {})",
    "a name that grows": "def f(self):\n    text = statement('nodes')\n    text += ' limit 1'\n    session.run(text)",
    "either": "def f(self, some): session.run(statement('nodes') if some else f'match (n) {some}')",
    "a query": "def f(self, id): driver.execute_query(neo4j.Query(f'match (n {id})'))",
    "by keyword": "def f(self, id): _single(transaction, text=f'match (n {id})')",
    "a replaced statement": "def f(self, id): session.run(statement('nodes').replace('$ids', id))",
    "a constant": 'ALL = "MATCH (n) " + WHERE + " RETURN n"',
}
GOOD = {
    "a statement": "def f(self): return self.reader.rows(statement('nodes'), {})",
    "a name": "def f(self):\n    text = statement('nodes')\n    return self.reader.rows(text, {})",
    "handed on": "def f(self, text): return self.reader.rows(text, {})",
    "a docstring": 'def f():\n    """MATCH and RETURN are words of Cypher."""',
    "a message": 'raise StoreError("drop that one, then create it")',
}


@pytest.mark.parametrize("code", BAD.values(), ids=BAD)
def test_the_scan_finds_what_is_built(code: str) -> None:
    assert cypher_in(code)


@pytest.mark.parametrize("code", GOOD.values(), ids=GOOD)
def test_the_scan_lets_pass_what_is_not(code: str) -> None:
    assert cypher_in(code) == []


@pytest.mark.parametrize("name", names())
def test_a_file_leaves_only_known_places_and_takes_values_as_parameters(name: str) -> None:
    text = written(name)
    assert places(name) <= KNOWN
    assert not re.search(r"""['"`]\s*\$\w|\$\w+\s*['"`]""", text), "a parameter in quotes is a text"
    assert not re.search(r"<[A-Z_]+>\w*['\"`]|['\"`]\w*<[A-Z_]+>", text), "a place in quotes"
    assert ";" not in text
    assert not re.search(r"\b(LOAD\s+CSV|apoc\.|dbms\.)", text, re.IGNORECASE)


def test_each_file_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    assert [name for name in names() if f'"{name}"' not in code] == []


@pytest.mark.parametrize("word", ["x) DETACH DELETE n //", "Role`", "", "a b", "é", "$x", "x;"])
def test_nobodys_words_get_into_a_statement(word: str) -> None:
    with pytest.raises(KeyError):
        statement("find", word or "nothing")
    with pytest.raises(KeyError):
        statement("tally", types=(word,))
    with pytest.raises(KeyError):
        statement("pairs", types=("HOLDS",), labels=(word,))
    with pytest.raises(ValueError, match="is no plain word"):
        making("make_index", name="x", of=word, key="id")


def variants(name: str) -> Iterator[str]:
    """A statement filled in ways of every sort: one relation, all and none, each side, bound and label.

    Every kind and every relation is tried in one statement, as their names go into all of them alike. Lower bounds are
    tried with no relation, which takes the server least time to plan.
    """
    left = places(name) - set(statements._CONSTANTS)
    if left & SCHEMA:
        return
    kind = "Role" if "LABEL" in left else ""
    several = [] if name in ONE_AT_A_TIME else [tuple(RELATION), ()]
    relations = [("REPORTS_TO",), *several] if left & RELATIONS else [()]
    sides = list(Side) if left & ARROWS else [Side.SUBJECT]
    lower = _BOUNDS[:-1] if "HOPS" in left else ()
    for types, side, bound in [*product(relations, sides, _BOUNDS[-1:]), *product([()], sides[:1], lower)]:
        given: dict[str, Any] = {place.lower(): types for place in left & RELATIONS}
        if "LABELS" in left:
            given["labels"] = tuple(KIND)
        yield statement(name, kind, side=side, hops=bound, **given)


def test_every_statement_in_every_form_is_one_that_the_server_knows(neo4j_empty: Address) -> None:
    Neo4jStore.open(Place(neo4j_empty.uri), neo4j_empty.auth, create=True).close()
    texts = {text: name for name in names() for text in variants(name)}
    texts |= {each.text: each.name for each in wanted()}
    assert len(texts) > 150
    refused = []
    with neo4j_empty.driver() as driver, driver.session(default_access_mode="READ") as session:
        for text, name in texts.items():
            try:
                session.run(neo4j.Query(f"EXPLAIN {text}")).consume()
            except neo4j.exceptions.Neo4jError as error:
                refused.append(f"{name}: {error.message}")
    assert refused == []
