"""The root field `datasets`: what is loaded, of which date, in which changes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from remit.api.graphql.book import Book, Field
from remit.api.graphql.call import Call, Held, Lens, MaybeNode
from remit.api.graphql.statements import relation_name
from remit.api.graphql.views import ViewInput, lens_of, view_argument
from remit.graphmodel.errors import UnknownDataset
from remit.graphmodel.statements import Dataset
from remit.graphmodel.store import DatasetInfo


@dataclass(frozen=True, slots=True)
class Loaded:
    """A data set: what its head says as known in the view, and what the store says of it now."""

    head: Dataset
    info: DatasetInfo


def datasets_field(book: Book) -> Field:
    """The root field `datasets`, its types being entered in the book."""
    _write(book)

    def datasets(call: Call, view: ViewInput | None = None) -> list[Held[Loaded]]:
        lens = lens_of(call, view)
        call.lasting = False  # it counts what a store holds, published or not
        named = lens.graph.view.datasets
        found = [each for each in call.store.datasets() if named is None or each.head.dataset in named]
        heads = [(_head(call, lens, each), each) for each in found]
        return [Held(Loaded(head, each), lens) for head, each in heads if head is not None]

    return book.field(
        "datasets", "[Dataset!]", "The data sets that are loaded, by name.", datasets,
        arguments=[view_argument(book)], root=True,
    )  # fmt: skip


def _head(call: Call, lens: Lens, info: DatasetInfo) -> Dataset | None:
    try:
        return call.store.head(info.head.dataset, lens.graph.view.known_at)
    except UnknownDataset:
        return None


def _write(book: Book) -> None:
    def head(name: str, written: str, doc: str, of: Callable[[Dataset], object]) -> Field:
        return book.field(name, written, doc, lambda held: of(held.value.head))

    def info(name: str, written: str, doc: str, of: Callable[[DatasetInfo], object]) -> Field:
        return book.field(name, written, doc, lambda held: of(held.value.info))

    def change(name: str, doc: str, of: Callable[[DatasetInfo], object]) -> Field:
        return book.field(name, "Change!", doc, lambda held: held.with_value(of(held.value.info)))

    def source(held: Held[Loaded]) -> MaybeNode:
        id = held.value.head.source
        return held.lens.node(id) if id else None

    def of_change(name: str, written: str, doc: str, of: Callable[[Any], object]) -> Field:
        return book.field(name, written, doc, lambda held: of(held.value))

    book.object(
        "Change",
        "A record of the change log.",
        [
            of_change("number", "Int!", "Its number; give it as knownAt.", lambda change: change.number),
            of_change("at", "String!", "When it was published: UTC, ISO 8601.", lambda change: change.at),
            of_change("why", "String!", "Why it was made.", lambda change: change.why),
        ],
    )
    book.object(
        "Dataset",
        "A set of files that states an organisation, as it is loaded.",
        [
            head("dataset", "String!", "Its name; give it in a view's datasets.", lambda head: head.dataset),
            head("title", "String!", "Its title.", lambda head: head.title),
            head("date", "String!", "The day of its evidence, as written; it may be partial.", lambda head: head.date),
            head("note", "String", "Anything else a reader should know.", lambda head: head.note),
            head("complete", "[RelationName!]!", "The relations of which it states all that there are.",
                 lambda head: [relation_name(book, name) for name in head.complete]),
            book.field("source", "Source", "The source of its statements that name none.", source),
            info("nodes", "Int!", "How many facts about nodes it states now.", lambda info: info.nodes),
            info("edges", "Int!", "How many facts about relations it states now.", lambda info: info.edges),
            change("loaded", "The change that first loaded it.", lambda info: info.loaded),
            change("changed", "The change that last changed it.", lambda info: info.changed),
        ],
    )  # fmt: skip
