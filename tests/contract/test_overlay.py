"""The law of what-if: an overlay answers as a copy does in which the changes were really made."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from remit.graphmodel.overlay.graph import Overlay
from tests.contract.changing import changes, made
from tests.contract.history import history
from tests.contract.naive import NaiveGraph
from tests.contract.stores import NewStore
from tests.contract.test_port import questions, reading
from tests.contract.worlds import DATASETS, carry_out, views, worlds

MOST = 40


def test_every_primitive_answers_as_if_the_changes_were_made(new_store: NewStore) -> None:
    @new_store.examples(MOST)
    @given(st.data())
    def law(data: st.DataObject) -> None:
        with new_store() as store:
            for step in data.draw(worlds()):
                carry_out(store, step)
            told = history(store, DATASETS)
            pin = data.draw(st.integers(0, told.last))
            change = data.draw(changes(told, pin))
            copy = made(told, change)
            known = sorted({dataset for at, dataset in told.heads if at <= pin})
            for _ in range(3):
                view = data.draw(views(pin + 1, known))
                naive = NaiveGraph(copy, view)
                overlay = Overlay(store.graph(replace(view, known_at=pin)), change).at(view)
                asked = data.draw(questions(new_store))
                answers, expected = reading(overlay, asked), reading(naive, asked)
                for primitive, answer in expected.items():
                    assert answers[primitive] == answer, primitive

    law()
