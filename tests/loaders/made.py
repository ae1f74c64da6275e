"""Data sets made up by Hypothesis, as statements: every kind, relation and attribute, awkward texts, dates and places."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from remit.graphmodel.fields import Field, FieldType
from remit.graphmodel.kinds import BODIES, KINDS, fields_of
from remit.graphmodel.relations import RELATION, RELATIONS, has_standing
from remit.graphmodel.statements import Dataset, EdgeStatement, NodeStatement, Position

AWKWARD = (
    "yes", "No", "on", "~", "null", "", "true", "007", "1_000", "12:30", "1e3", "0x1F", "2003-06-25", ".inf", "=", "<<", "- a", "? a",
    "a: b", "a:", "a #b", "#a", "a\nb", "a\n\n  b", "a \n b", "tab\there", "a\r\nb", "'", '"', '\\"', "''", "[a", "a, b", "{a}", "&a", "*a",
    "!a", "|", ">", "%a", "@a", "`a", "a\u2028b", "a\x85b", "\xa0a", "é", "日本語", "\U0001f600", "\ufeffa", "a\u200bb", "word " * 60,
    "a  b " * 40, "x" * 300, "--- a", "...", "other: a REPORTS_TO b", "£10", "(a)", "50 %", "a?", "-", ":", ",a", "a]",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\n\t"), max_size=60)
).map(str.strip).filter(bool)  # fmt: skip
DAYS = ("2003", "2003-04", "2003-04-30")
ENDS = ("2010", "2010-02", "2010-02-28", "ended")
TAILS = ("a", "b", "c", "a.1", "0", "deep/down", "name-b")
_OWN_IDS: tuple[tuple[str | None, ...], ...] = ((None,), (None,), ("first-term",), (None, "term/2"))
PREFIXES = ("town", "town/hall", "far")


def value_of(field: Field, nodes: list[NodeStatement]) -> st.SearchStrategy[Any]:
    """A value that a field may have."""
    fitting = [each.node for each in nodes if not field.kinds or each.kind in field.kinds]
    ids = st.sampled_from(fitting) if fitting else st.nothing()
    return {
        FieldType.TEXT: TEXTS,
        FieldType.TEXTS: st.lists(TEXTS, min_size=1, max_size=3),
        FieldType.COUNT: st.integers(0, 999),
        FieldType.FLAG: st.booleans(),
        FieldType.CHOICE: st.sampled_from(field.choices or ("",)),
        FieldType.DAY: st.sampled_from(DAYS),
        FieldType.NODE: ids,
        FieldType.NODES: st.lists(ids, min_size=1, max_size=3),
        FieldType.RELATIONS: st.lists(st.sampled_from(list(RELATION)), min_size=1, max_size=2),
    }[field.type]


@st.composite
def data_sets(draw: st.DrawFn) -> tuple[Dataset, list[NodeStatement | EdgeStatement]]:
    """A head and the statements of a data set that a store takes."""
    prefix = draw(st.sampled_from(PREFIXES))
    ids = draw(
        st.lists(
            st.tuples(st.sampled_from(PREFIXES), st.sampled_from(TAILS)), unique=True, min_size=1, max_size=8
        )
    )
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=len(ids), max_size=len(ids)))
    nodes = [
        NodeStatement(dataset="made", node=f"{a}/{b}", kind=kind.name, name=draw(TEXTS))
        for (a, b), kind in zip(ids, kinds, strict=True)
    ]
    sources = [each.node for each in nodes if each.kind == "Source"]
    source = draw(st.sampled_from([None, *sources]))
    complete = draw(st.lists(st.sampled_from(list(RELATION)), unique=True, max_size=3))
    head = Dataset(
        dataset="made", title=draw(TEXTS), date=draw(st.sampled_from(DAYS)), prefix=prefix, source=source,
        complete=tuple(sorted(complete)), note=draw(st.none() | TEXTS),
    )  # fmt: skip
    edges = list(_edges(draw, nodes))
    said: list[NodeStatement | EdgeStatement] = [*nodes, *edges]
    for place, each in enumerate(said):
        _carry(draw, each, sources, [before.id for before in said[:place] if before.valid_to is None], nodes)
        each.position = Position("made", place + 1, 1)
        if isinstance(each, NodeStatement):
            each.standing = (
                draw(st.sampled_from(("actual", "expected", "proposed"))) if each.kind in BODIES else None
            )
    return head, said + list(_renamings(draw, nodes))


def _edges(draw: st.DrawFn, nodes: list[NodeStatement]) -> Iterator[EdgeStatement]:
    possible = [
        (relation, a, b) for relation in RELATIONS for a in nodes for b in nodes
        if a is not b and relation.joins(a.kind, b.kind)
    ]  # fmt: skip
    for relation, a, b in (
        draw(st.lists(st.sampled_from(possible), max_size=8, unique_by=str)) if possible else ()
    ):
        for own_id in draw(st.sampled_from(_OWN_IDS)):
            unique = (
                f"{own_id}-{a.node}-{relation.name.lower()}-{b.node}".replace("/", "-") if own_id else None
            )
            edge = EdgeStatement(
                dataset="made", relation=relation.name, subject=a.node, object=b.node, own_id=unique
            )
            if has_standing(a.kind, b.kind):
                edge.standing = draw(st.sampled_from((None, "actual", "expected", "proposed")))
            yield edge


def _carry(
    draw: st.DrawFn,
    said: NodeStatement | EdgeStatement,
    sources: list[str],
    before: list[str],
    nodes: list[NodeStatement],
) -> None:
    """Give a statement attributes, days, a place, evidence."""
    if isinstance(said, NodeStatement):
        fields = fields_of(next(kind for kind in KINDS if kind.name == said.kind))[1:]
    else:
        fields = RELATION[said.relation].fields
    attributes: dict[str, Any] = {}
    for field in fields:
        fitting = [each for each in nodes if not field.kinds or each.kind in field.kinds]
        if draw(st.booleans()) and (fitting or field.type not in (FieldType.NODE, FieldType.NODES)):
            attributes[field.name] = draw(value_of(field, nodes))
    said.attributes = attributes
    said.valid_from = draw(st.sampled_from((None, None, *DAYS)))
    said.valid_to = draw(st.sampled_from((None, None, *ENDS)))
    said.source = draw(st.sampled_from((None, *sources)))
    said.locator = draw(st.none() | st.sampled_from(("14", "1.1", "3.10", "heading 2")) | TEXTS)
    said.note = draw(st.none() | TEXTS)
    said.reason = draw(st.none() | TEXTS)
    if draw(st.booleans()):
        said.evidence = draw(st.sampled_from(("inferred", "assumed", "disputed")))
        said.reason = said.reason or "Because."
        said.based_on = (
            tuple(draw(st.lists(st.sampled_from(before), unique=True, max_size=3))) if before else ()
        )
    if attributes.get("how") in ("joint", "divided"):
        said.reason = said.reason or "Both sign."


def _renamings(draw: st.DrawFn, nodes: list[NodeStatement]) -> Iterator[NodeStatement]:
    """Earlier names of nodes that begin on a known day."""
    for node in nodes:
        if node.valid_from and draw(st.booleans()):
            yield NodeStatement(
                dataset="made", node=node.node, kind=node.kind, name=draw(TEXTS), valid_to="1999", locator=draw(st.none() | TEXTS),
                standing=node.standing, position=Position("made", 99, 1),
            )  # fmt: skip
