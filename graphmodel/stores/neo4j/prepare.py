"""Constraints and indexes of a database, made by `remit store prepare` and before the first load; safe to make again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from remit.graphmodel.errors import NotAStore, StoreError
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION
from remit.graphmodel.stores.neo4j.reading import Reader
from remit.graphmodel.stores.neo4j.statements import making, statement

FORMAT = 1
ONLINE = "ONLINE"
BUILD_SECONDS = 300  # for an index over all that is there already
_UNIQUE = (
    ("remit_id", "Remit", "id"), ("remit_fact", "RemitVersion", "fact"), ("remit_name", "RemitName", "folded"),
    ("remit_change", "RemitChange", "number"), ("remit_head", "RemitHead", "fact"), ("remit_meta", "RemitMeta", "id"),
    ("remit_batch", "RemitBatch", "id"), ("remit_draft", "RemitDraft", "key"),
)  # fmt: skip
_INDEXED = (
    ("remit_asserted", "RemitVersion", "asserted"), ("remit_retracted", "RemitVersion", "retracted"),
    ("remit_folded", "RemitVersion", "folded"), ("remit_own", "RemitVersion", "own"),
    ("remit_mark", "RemitMark", "fact"), ("remit_premise", "RemitPremise", "statement"),
    ("remit_own_id", "RemitOwnId", "statement"), ("remit_draft_of", "RemitDraft", "of"),
)  # fmt: skip
_ANALYSED = {"fulltext.analyzer": "whitespace", "fulltext.eventually_consistent": False}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A constraint or an index that the store needs: its name, its shape, and the statement that makes it."""

    name: str
    entity: str  # NODE or RELATIONSHIP
    label: str
    key: str
    text: str
    unique: bool = False
    words: bool = False

    @property
    def sort(self) -> str:
        """What it is called."""
        return "constraint" if self.unique else "full-text index" if self.words else "index"

    def like(self, row: Sequence[Any]) -> bool:
        """Whether an index that the database has is of this shape, whatever it is called."""
        _, sort, entity, labels, keys, constraint, _, options = row
        if (sort, entity, labels, keys) != (
            "FULLTEXT" if self.words else "RANGE", self.entity, [self.label], [self.key],
        ):  # fmt: skip
            return False
        if self.words:
            config: dict[str, Any] = options.get("indexConfig", {})
            return _ANALYSED.items() <= config.items()
        return bool(constraint) or not self.unique


def wanted() -> Iterator[Wanted]:
    """Every constraint and index."""
    for name, label, key in _UNIQUE:
        text = making("make_unique", name=name, of=label, key=key)
        yield Wanted(name, "NODE", label, key, text, unique=True)
    for name, label, key in (*((f"remit_kind_{kind.lower()}", kind, "id") for kind in KIND), *_INDEXED):
        text = making("make_index", name=name, of=label, key=key)
        yield Wanted(name, "NODE", label, key, text)
    for relation in RELATION:
        name = f"remit_{relation.lower()}"
        text = making("make_unique_edges", name=name, of=relation, key="fact")
        yield Wanted(name, "RELATIONSHIP", relation, "fact", text, unique=True)
    text = making("make_words", name="remit_words", of="RemitVersion", key="words")
    yield Wanted("remit_words", "NODE", "RemitVersion", "words", text, words=True)


def prepare(reader: Reader, *, beside_others: bool = False) -> list[str]:
    """Make what is missing, and say what was made.

    Raises NotAStore where the database holds somebody else's graph, unless told to go on, or told so once before;
    StoreError where the name of a constraint or an index is taken.
    """
    here = indexes(reader)
    if not beside_others:
        _refuse_strangers(reader, here)
    missing = [each for each in wanted() if _found(each, here) is None]
    for each in missing:
        reader.command(each.text, "prepare", BUILD_SECONDS)
    reader.command(statement("await_indexes"), "prepare", BUILD_SECONDS)
    here = indexes(reader) if missing else here
    for each in missing:
        if _found(each, here) is None:
            raise StoreError(
                f"the {each.sort} {each.name} cannot be made: another one bears its name",
                f"drop that one ({dropping(each.name, here)}), then run remit store prepare again",
            )
    return [each.name for each in missing]


def _refuse_strangers(reader: Reader, here: Sequence[Sequence[Any]]) -> None:
    """Refuse a database with somebody else's graph, unless it was prepared before."""
    anchors = next(wanted())
    if _found(anchors, here) is not None:
        return
    if strangers := reader.rows(statement("strangers"), {}, "prepare"):
        labels = ", ".join(strangers[0][0]) or "no label"
        raise NotAStore(
            f"the database holds a graph that is not Remit's (a node with {labels})",
            "name another database, or prepare this one first: remit store prepare --beside-others",
        )


def indexes(reader: Reader) -> list[list[Any]]:
    """Every index that the database has: name, type, entity, labels, properties, constraint, state, options."""
    return reader.rows(statement("indexes"), {}, "check")


def _found(each: Wanted, here: Sequence[Sequence[Any]]) -> Sequence[Any] | None:
    """The index that serves; the full-text one must bear its name as well, as it is asked by it."""
    return next((row for row in here if each.like(row) and (row[0] == each.name or not each.words)), None)


def dropping(name: str, here: Sequence[Sequence[Any]]) -> str:
    """The statement that drops what bears a name."""
    owned = any(row[0] == name and row[5] for row in here)
    return f"DROP {'CONSTRAINT' if owned else 'INDEX'} {name}"


def unfit(reader: Reader) -> Iterator[tuple[str, str]]:
    """What is missing, of another shape, or out of order among constraints and indexes; and how to mend it."""
    here = indexes(reader)
    for each in wanted():
        found = _found(each, here)
        if found is None and any(row[0] == each.name for row in here):
            yield (
                f"the {each.sort} {each.name} is of another shape than Remit's",
                f"drop it ({dropping(each.name, here)}), then run remit store prepare",
            )
        elif found is None:
            yield f"the {each.sort} {each.name} is missing", "run remit store prepare"
        elif found[6] == "POPULATING":
            yield f"the {each.sort} {each.name} is still being built", "wait, and check again"
        elif found[6] != ONLINE:
            yield (
                f"the {each.sort} {each.name} does not work ({found[6].lower()})",
                f"drop it ({dropping(found[0], here)}), then run remit store prepare",
            )


def missing(reader: Reader) -> list[str]:
    """The constraints and indexes that are not there."""
    here = indexes(reader)
    return [each.name for each in wanted() if _found(each, here) is None]
