"""Random changes of a random history, and the history in which they were made."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from remit.graphmodel.changes import FIRST_DRAFTED, Changes
from remit.graphmodel.days import Period
from remit.graphmodel.errors import BadValue
from remit.graphmodel.kinds import BODIES
from remit.graphmodel.relations import has_standing
from remit.graphmodel.statements import EdgeStatement, Fact, NodeStatement
from tests.contract.history import History
from tests.contract.worlds import ENDS, NAMES, NODES, attributes
from tests.drawing import author

NEW = {"x/new": "Role", "y/new": "Duty"}
DAYS = ("2003-04-30", "2004-06-30", "2006-02-10")
DATED = 731_500


def live_at(told: History, pin: int) -> list[Fact]:
    """The facts that a history knows at a change, by number."""
    return [
        fact
        for _, fact in sorted(told.facts.items())
        if fact.asserted <= pin and (fact.retracted is None or fact.retracted > pin)
    ]


@st.composite
def changes(draw: st.DrawFn, told: History, pin: int, *, nodes_stay: bool = False) -> Changes:
    """Some facts fall away (with `nodes_stay`, only facts about edges), some end sooner, some statements are new."""
    live = live_at(told, pin)
    if nodes_stay:
        live = [fact for fact in live if isinstance(fact.statement, EdgeStatement)]
    removed: list[Fact] = []
    added: list[Fact] = []

    def add(said: NodeStatement | EdgeStatement, period: Period, dated: int) -> None:
        added.append(Fact(FIRST_DRAFTED + len(added), said, period, dated, pin + 1, None))

    for fact in (
        draw(st.lists(st.sampled_from(live), unique_by=lambda each: each.number, max_size=6)) if live else ()
    ):
        removed.append(fact)
        if draw(st.booleans()):
            day = draw(st.sampled_from(DAYS))
            said = replace(fact.statement, valid_to=day)
            try:
                ended = Period.between(said.valid_from, day, fact.dated).within(fact.period)
            except BadValue:
                continue
            if ended:
                add(said, ended, fact.dated)
    known = {fact.statement.id for fact in live_at(told, pin)}
    datasets = sorted({dataset for change, dataset in told.heads if change == pin})
    if not datasets:
        return Changes(pin, author(), tuple(removed), tuple(added))
    kinds = NODES | NEW
    nodes = draw(st.lists(st.sampled_from(list(kinds)), unique=True, max_size=3))
    for id in nodes:
        node = NodeStatement(
            dataset=draw(st.sampled_from(datasets)), node=id, kind=kinds[id], name=draw(st.sampled_from(NAMES)),
            standing=draw(st.sampled_from(("actual", "proposed"))) if kinds[id] in BODIES else None,
            attributes=draw(attributes(kinds[id])), valid_from=draw(st.sampled_from(DAYS)),
            evidence=draw(st.sampled_from(("stated", "assumed"))),
        )  # fmt: skip
        if node.id not in known:
            add(node, Period.between(node.valid_from, None, DATED), DATED)
    known_by_then = [fact for fact in told.facts.values() if fact.asserted <= pin]
    there = {
        fact.statement.node for fact in (*known_by_then, *added) if isinstance(fact.statement, NodeStatement)
    }
    for relation, subject, object in (
        draw(st.lists(st.sampled_from(possible(there)), unique=True, max_size=6)) if possible(there) else ()
    ):
        edge = EdgeStatement(
            dataset=draw(st.sampled_from(datasets)), relation=relation, subject=subject, object=object,
            standing="actual" if has_standing(kinds[subject], kinds[object]) else None,
            attributes=draw(st.sampled_from(({}, {"how": "joint"}))) if relation == "ACCOUNTABLE_FOR" else {},
            valid_from=draw(st.sampled_from((None, *DAYS))), source=draw(st.sampled_from((None, "x/act"))),
        )  # fmt: skip
        if edge.id not in known and (edge.source is None or edge.source in there):
            add(edge, Period.between(edge.valid_from, None, DATED), DATED)
    return Changes(pin, author(), tuple(removed), tuple(added))


def possible(there: set[str]) -> Sequence[tuple[str, str, str]]:
    """The edges that may be between nodes that are there, new ones among them."""
    kinds = NODES | NEW
    new = [("REPORTS_TO", "x/new", other) for other in ("x/chief", "x/manager", "y/officer")] + [
        ("ACCOUNTABLE_FOR", id, "y/new") for id, kind in kinds.items() if kind in BODIES
    ]
    return [each for each in (*ENDS, *new) if each[1] in there and each[2] in there]


def made(told: History, change: Changes) -> History:
    """The history up to the pin in which the changes were really made, as the next change."""
    number = change.pin + 1
    gone = {fact.number for fact in change.removed}
    facts = {
        each: _as_at_pin(fact, change.pin, number if each in gone else None)
        for each, fact in told.facts.items()
        if fact.asserted <= change.pin
    }
    heads = {key: head for key, head in told.heads.items() if key[0] <= change.pin}
    heads |= {(number, dataset): head for (at, dataset), head in told.heads.items() if at == change.pin}
    return History(number, facts | {fact.number: fact for fact in change.added}, heads)


def _as_at_pin(fact: Fact, pin: int, retracted: int | None) -> Fact:
    known = fact.retracted if fact.retracted and fact.retracted <= pin else None
    return replace(fact, retracted=known or retracted)
