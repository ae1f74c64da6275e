"""Finding nodes by words and by name where changes may have renamed them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from remit.graphmodel.graph import Found, Node
from remit.graphmodel.names import aliases, folded, has_words, names_of, nearest, rank, words
from remit.graphmodel.statements import Fact, NodeStatement

if TYPE_CHECKING:
    from remit.graphmodel.overlay.graph import Overlay


def search(overlay: "Overlay", text: str, kinds: frozenset[str], limit: int) -> list[Found]:
    """Nodes that have all the words, nearest first."""
    wanted = words(text)
    changed = overlay.drafted.changed
    rest = [
        each for each in overlay.base.search(text, kinds, limit + len(changed)) if each.node.id not in changed
    ]
    own = _those(overlay, kinds, (told.node for told in _versions(overlay) if has_words(told, wanted)))
    found = [
        *rest,
        *(Found(node, rank(wanted, node.name, aliases(node.attributes), node.kind)) for node in own),
    ]
    return sorted(found, key=lambda each: (-each.rank, each.node.id))[:limit]


def named(overlay: "Overlay", name: str, kinds: frozenset[str], every: bool) -> list[Node]:
    """Nodes that go by a name: an id that is known is the only fit."""
    stripped = name.strip()
    fits = list(overlay.nodes([stripped.casefold()]).values())
    if fits:
        fits = [node for node in fits if not kinds or node.kind in kinds]
    else:
        fold = folded(name)
        changed = overlay.drafted.changed
        rest = [node for node in overlay.base.named(name, kinds, every=True) if node.id not in changed]
        own = (told.node for told in _versions(overlay) if fold and fold in map(folded, names_of(told)))
        fits = sorted([*rest, *_those(overlay, kinds, own)], key=lambda node: node.id)
    return fits if every else nearest(fits, stripped)


def _versions(overlay: "Overlay") -> Iterable[NodeStatement]:
    """What is said of the nodes of which the changes say something else."""
    facts: list[Fact] = overlay.versions(overlay.drafted.changed)
    return [fact.statement for fact in facts if isinstance(fact.statement, NodeStatement)]


def _those(overlay: "Overlay", kinds: frozenset[str], ids: Iterable[str]) -> list[Node]:
    return [node for node in overlay.nodes(set(ids)).values() if not kinds or node.kind in kinds]
