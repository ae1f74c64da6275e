"""What a rule finds near a change is all that differs: on every rule's own example, each statement of it left out in turn."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from remit.graphmodel.errors import DataRefused
from remit.graphmodel.graph import Graph
from remit.graphmodel.statements import EdgeStatement, NodeStatement
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from remit.queries.impact import touched_in
from remit.queries.impacts.rules import found_by
from remit.queries.moments import span_of
from remit.queries.rules.pack import bundled_rules
from remit.queries.rules.rule import Rule
from remit.queries.rules.running import hits_of
from tests.drawing import author
from tests.queries.conftest import Stated
from tests.queries.rules.test_packs import day_of, say

RULES = bundled_rules()
Said = NodeStatement | EdgeStatement
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))


@each_rule
def test_what_comes_or_goes_is_found_near_the_change(stated: Stated, rule: Rule, tmp_path: Path) -> None:
    say(stated, rule.example.fails)
    heads = {each.head.dataset: each.head for each in stated.store.datasets()}
    said = [fact.statement for dataset in heads for fact in stated.store.facts(dataset)]
    numbers, differed = count(), 0
    for without in _each_left_out(said):
        with closing(SqliteStore.open(tmp_path / f"{next(numbers)}.db", create=True)) as store:
            try:
                for each in (without, said):
                    store.load(list(heads.values()), each, author(), problems=[])
            except DataRefused:  # something else rests on what was left out
                continue
            differed += _differences(store.graph(View(as_at=day_of(rule))), rule)
    assert differed, f"no statement of the example of {rule.code} matters to it"


def _each_left_out(said: Sequence[Said]) -> Iterator[list[Said]]:
    """The statements but one, a node with the edges at it."""
    for out in said:
        gone = {out.node} if isinstance(out, NodeStatement) else set()
        yield [each for each in said if each is not out and not gone & _ends(each)]


def _ends(said: Said) -> set[str]:
    return {said.node} if isinstance(said, NodeStatement) else {said.subject, said.object}


def _differences(graph: Graph, rule: Rule) -> int:
    """How many findings came or went between the two changes; by law, the same as near the change."""
    touched, cut = touched_in(graph, span_of(graph, "1", "2"))
    assert not cut
    near = found_by(rule, touched)
    whole = [{hit.subject.id for hit in hits_of(each, rule)} for each in touched.graphs]
    assert _came(*near) == _came(*whole)
    assert _came(*reversed(near)) == _came(*reversed(whole))
    return len(whole[0] ^ whole[1])


def _came(old: Iterable[str], new: Iterable[str]) -> set[str]:
    return set(new) - set(old)
