"""The law of what-if for every question: asked of the overlay, it answers as of a store in which the changes were made."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.api.wiring import make_with_bundled
from remit.graphmodel.changes import WHAT_IF
from remit.graphmodel.copying import copy
from remit.graphmodel.errors import Conflict
from remit.graphmodel.overlay.graph import Overlay
from remit.graphmodel.store import Store
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from remit.queries.registry import NAMES
from remit.queries.what_if.expanding import expanded
from remit.queries.what_if.scenario import Scenario
from tests.contract.asking import asked, numbered
from tests.contract.planning import KINDS, operations
from tests.contract.stores import EVERY, NewStore
from tests.drawing import author

MOST = 5
AT_ONCE = 3  # questions of one run on a server, which takes seconds to plan the statements of each
DATASETS = ("bath-nes-2003", "west-mercia-2013", "surrey-2013")
DAYS = (date(2003, 6, 25), date(2013, 7, 1), date(2020, 1, 1))


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the bundled data sets."""
    path = tmp_path_factory.mktemp("bundled") / "bundled.db"
    make_with_bundled(path)
    with closing(SqliteStore.open(path)) as store:
        yield store


def test_every_question_answers_on_the_overlay_as_where_it_was_adopted(
    new_store: NewStore, bundled: Store
) -> None:
    wide = bundled.graph(View())
    ids = {kind: [node.id for node in wide.find(kind, None, "", 500)] for kind in KINDS}

    @new_store.examples(MOST)
    @given(st.data(), st.sampled_from(DATASETS), st.sampled_from(DAYS), st.booleans())
    def law(data: st.DataObject, dataset: str, day: date, strict: bool) -> None:
        scenario = Scenario("law", "A law", dataset, day, data.draw(operations(ids, day)))
        view = View(as_at=day, strict=strict)
        names = NAMES if new_store.pace == EVERY else data.draw(st.permutations(NAMES))[:AT_ONCE]
        with new_store() as store:
            copy(bundled, store)
            base = store.graph(View(known_at=store.last_change()))
            changes = replace(expanded(scenario, base, author()).changes, operations=())
            found = asked(Overlay(base, changes).at(view), names)
            try:
                store.adopt(changes, author(), WHAT_IF)
            except Conflict:  # an operation on what is spoken of before it begins, or after it ended
                return
            touched = store.graph(View()).touched(changes.pin)
            new = [fact.number for fact in touched if fact.asserted == changes.pin + 1]
            numbers = dict(zip((fact.number for fact in changes.added), new, strict=True))
            for question, answer in asked(store.graph(view), names).items():
                assert numbered(found[question], numbers) == numbered(answer, {}), question

    law()
