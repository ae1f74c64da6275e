"""Statements of the file store: what is put into their text is never what a user wrote; values are parameters."""

import re
from pathlib import Path

import pytest

from remit.graphmodel.stores.sqlite import store
from tests.graphmodel.scan import sql_in

MODULES = sorted(Path(store.__file__).parent.glob("*.py"))
# Each of these is one of few words that the code chooses. Before you add one, make sure that nobody's words get into it.
CHOSEN = {
    "names of tables, columns and settings": (
        "table edge_table node_table rows_of end side.value need.side.value head rest listed names name setting"
    ),
    "aliases, each with a number of its own": "edge fact far member node at place",
    "conditions made of such words": (
        "alive but_classes condition conditions confirmed counts each fits has held is_key known_so linked now of_datasets order out own packed"
        " says some sql truth where ' AND '.join(at)"
    ),
    "as many question marks as values": "places",
    "a number": "version",
}
WORDS = {word for words in CHOSEN.values() for word in re.findall(r"'[^']*'\.\S+|\S+", words)}
CONSTANT = re.compile(r"_?[A-Z_]+(\[table\]|\.format\('n\.key'\))?")
WRITTEN = re.compile(  # by the store itself: whether a fact is known, in force, counts; all of one alias
    r"((self\.|graph\.)?visible\.(asserted|in_force|known|truth)(_of)?|self\.(asserted|known)_of|(lacking\.)?alive|_counts"
    r"|truth_now|self\._(far|confirmed|says_none))(\([\w.', ]*\))?"
    r"|fitting\(('f'|edge), attribute, values, .*, (self\.)?parameters\)"  # whose attribute and values become parameters
)
SPANS = "', '.join((_LAST_OF.format(table, up_to) for table in ('dataset', 'node', 'edge')))"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_only_words_that_the_code_chooses_are_put_into_sql(path: Path) -> None:
    found = sql_in(path.read_text(encoding="utf-8"))
    assert {
        each
        for each in found
        if each not in WORDS | {SPANS} and not CONSTANT.fullmatch(each) and not WRITTEN.fullmatch(each)
    } == set()


@pytest.mark.parametrize(
    "code",
    [
        "database.execute(f\"SELECT key FROM node WHERE id = '{id}'\")",
        "sql = f'SELECT 1 FROM node WHERE name LIKE {text.lower()}'",
        "sql = f'DELETE FROM {dataset}_fact'",
    ],
)
def test_the_scan_finds_others(code: str) -> None:
    assert not sql_in(code) <= WORDS
