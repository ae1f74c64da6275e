"""The life of a stored scenario: who may do what with it in which state, and what state it is in then."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from remit.graphmodel.errors import Conflict, UsageError
from remit.graphmodel.statements import EdgeStatement, NodeStatement
from remit.graphmodel.store import Author, Change, Store
from remit.graphmodel.undoing import undo_of
from remit.graphmodel.view import View
from remit.queries.what_if.rebasing import Clash, clashes
from remit.queries.what_if.scenario import Operation, Scenario
from remit.queries.what_if.stored import PRIVATE, Stored, changes_of, next_version, worked_out

SHARED, SUBMITTED, APPROVED, ADOPTED, WITHDRAWN = "shared", "submitted", "approved", "adopted", "withdrawn"
EDITABLE = (PRIVATE, SHARED, SUBMITTED)
MOST_OPERATIONS = 5000
_TRIES = 3  # of adopting, where others publish meanwhile


@dataclass(frozen=True, slots=True)
class Move:
    """A step in a scenario's life: the states it may be taken in, the state it leads to, and whether only its owner may."""

    name: str
    doc: str
    states: tuple[str, ...]
    to: str
    own: bool


MOVES = {
    move.name: move
    for move in (
        Move("share", "Let everybody who reads the store see it.", (PRIVATE,), SHARED, own=True),
        Move("submit", "Ask for its approval.", (PRIVATE, SHARED), SUBMITTED, own=True),
        Move("approve", "Approve it: from then on it is frozen.", (SUBMITTED,), APPROVED, own=False),
        Move("adopt", "Make its changes in the live graph, as one change.", (APPROVED,), ADOPTED, own=False),
        Move(
            "undo", "Undo its adoption, as one change; it can be edited again.", (ADOPTED,), SHARED, own=False
        ),
        Move("withdraw", "Put it aside; its versions are kept.", (*EDITABLE, APPROVED), WITHDRAWN, own=True),
    )
}


class Clashed(Conflict):
    """The graph has moved on in what a scenario's operations look at; `clashes` lists it."""

    def __init__(self, stored: Stored, found: Sequence[Clash]) -> None:
        noun = "thing has" if len(found) == 1 else "things have"
        super().__init__(
            f"{len(found)} {noun} changed since change {stored.pin} that {stored.reference} looks at",
            "change the operations that are named, or switch them off",
        )
        self.clashes = tuple(found)


def new(store: Store, scenario: Scenario, author: Author) -> Stored:
    """Keep a scenario, private to its author, worked out on what is known now.

    Raises UsageError where the author has one of that name, DataRefused where an operation cannot be carried out.
    """
    if store.versions_of(author.who, scenario.name):
        raise UsageError(
            f"you have a scenario {scenario.name} already", "choose another name, or remit what-if add to it"
        )
    stored = Stored(author.who, 0, scenario, PRIVATE, store.last_change())
    return _kept(store, stored, author, "new")


def edited(
    store: Store, stored: Stored, operations: Sequence[Operation], author: Author, what: str
) -> Stored:
    """Keep a scenario with other operations. One that was submitted is to be submitted again.

    Raises UsageError where it is frozen or somebody else's, DataRefused where an operation cannot be carried out.
    """
    _refuse_others(stored, author, "add to" if what == "add" else "edit")
    if stored.state not in EDITABLE:
        raise UsageError(
            f"{stored.reference} is {stored.state}, and so it is frozen",
            f"make a new one of it: remit what-if show {stored.reference} --yaml > FILE",
        )
    if len(operations) > MOST_OPERATIONS:
        raise UsageError(f"a scenario has at most {MOST_OPERATIONS:,} operations", "make two of it")
    state = SHARED if stored.state == SUBMITTED else stored.state
    scenario = replace(stored.scenario, operations=tuple(operations))
    return _kept(store, replace(stored, scenario=scenario, state=state), author, what)


def reordered(store: Store, stored: Stored, place: int, before: int, author: Author) -> Stored:
    """Move an operation (places count from 0) before another one, where that changes nothing of what they do together.

    Raises UsageError where one of them rests on another.
    """
    operations = list(stored.scenario.operations)
    moving = operations.pop(place)
    operations.insert(before if before < place else before - 1, moving)
    other = replace(stored, scenario=replace(stored.scenario, operations=tuple(operations)))
    if _effect(store, other) != _effect(store, stored):
        raise UsageError(
            f"operation {place + 1} and those that it would pass are not independent: their order matters",
            "take it out, and add it again where it is to be",
        )
    return edited(store, stored, operations, author, "reorder")


def _effect(store: Store, stored: Stored) -> object:
    """What a scenario does, without the places of its operations; and whether any is refused."""
    found = worked_out(store, stored)
    added = sorted(repr((_bare(fact.statement), fact.period)) for fact in found.changes.added)
    return len(found.refusals), sorted(fact.number for fact in found.changes.removed), added


def _bare(told: NodeStatement | EdgeStatement) -> NodeStatement | EdgeStatement:
    """A statement without what tells the place of its operation."""
    bare = replace(told, source=None, locator=None)
    return bare if isinstance(bare, NodeStatement) else replace(bare, own_id=None)


def moved(store: Store, stored: Stored, what: str, author: Author, *, four_eyes: bool = False) -> Stored:
    """Take a step other than adopting or undoing. Raises UsageError where it may not be taken.

    With `four_eyes`, whoever approves is another than the owner.
    """
    move = _allowed(stored, what, author)
    if four_eyes and what == "approve" and author.who == stored.owner:
        raise UsageError("somebody else than its owner has to approve it", "ask a colleague")
    approver = author.who if what == "approve" else stored.approver
    after = replace(
        stored, state=move.to, shown=stored.shown or move.to in (SHARED, SUBMITTED), approver=approver
    )
    return _recorded(store, after, author, what)


def rebased(store: Store, stored: Stored, author: Author) -> Stored:
    """Work a scenario out on what is known now; the same one where nothing was published since.

    Raises Clashed where anything has changed that its operations look at; DataRefused.
    """
    _refuse_others(stored, author, "rebase")
    if stored.state not in (*EDITABLE, APPROVED):
        raise UsageError(f"{stored.reference} is {stored.state}", "there is nothing to rebase")
    last = store.last_change()
    return stored if last == stored.pin else _kept(store, _on(store, stored, last), author, "rebase")


def _on(store: Store, stored: Stored, pin: int) -> Stored:
    base, live = (store.graph(View(known_at=change)) for change in (stored.pin, pin))
    if found := clashes(stored.scenario, base, live):
        raise Clashed(stored, found)
    return replace(stored, pin=pin)


def adopted(store: Store, stored: Stored, author: Author) -> tuple[Stored, Change]:
    """Make a scenario's changes in the live graph, in one transaction with its version; rebased first where nothing clashes.

    Raises UsageError where it is not approved, Clashed, DataRefused, Conflict, StoreBusy.
    """
    _allowed(stored, "adopt", author)
    for left in reversed(range(_TRIES)):
        pin = store.last_change()
        now = stored if pin == stored.pin else _on(store, stored, pin)
        changes = changes_of(store, now)
        after, draft = next_version(replace(now, state=ADOPTED, adopted=pin + 1), author, "adopt")
        try:
            return after, store.adopt(changes, author, "adopt", draft)
        except Conflict:
            if not left or store.last_change() == pin:
                raise
    raise AssertionError("the last try returns or raises")


def undone(store: Store, stored: Stored, author: Author) -> tuple[Stored, Change]:
    """Undo a scenario's adoption in one transaction with its version. Raises UsageError, Conflict, StoreBusy."""
    _allowed(stored, "undo", author)
    graph = store.graph(View())
    pin = graph.log()[-1].number
    changes = undo_of(graph.at(View(known_at=pin)), stored.adopted or 0, author)
    back = replace(stored, state=SHARED, adopted=None, approver=None, pin=pin + 1)
    after, draft = next_version(back, author, "undo")
    return after, store.adopt(changes, author, "undo", draft)


def _kept(store: Store, stored: Stored, author: Author, what: str) -> Stored:
    changes_of(store, stored)
    return _recorded(store, stored, author, what)


def _recorded(store: Store, stored: Stored, author: Author, what: str) -> Stored:
    after, draft = next_version(stored, author, what)
    store.record(draft)
    return after


def _allowed(stored: Stored, what: str, author: Author) -> Move:
    move = MOVES[what]
    if move.own:
        _refuse_others(stored, author, what)
    if stored.state not in move.states:
        raise UsageError(
            f"{stored.reference} is {stored.state}; to {what} it, it has to be {' or '.join(move.states)}",
            _next_step(stored.state),
        )
    return move


def _next_step(state: str) -> str:
    steps = [f"remit what-if {move.name}" for move in MOVES.values() if state in move.states]
    return f"from here: {', '.join(steps)}" if steps else "make a new one of it"


def _refuse_others(stored: Stored, author: Author, what: str) -> None:
    if author.who != stored.owner:
        raise UsageError(
            f"only {stored.owner}, whose scenario it is, may {what} it", "ask them, or make your own of it"
        )
