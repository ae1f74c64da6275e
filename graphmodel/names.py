"""How names are compared and texts searched: folded to plain words, forgiving case, accents, plurals and spacing."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from remit.graphmodel.graph import Node
from remit.graphmodel.statements import Attributes, NodeStatement

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile(r"['’`]")
_MOST_WORDS = 60
SEARCHED = ("theme", "when", "unless")  # the attributes whose words a search finds
_UNCHANGED = frozenset({"is", "as", "us", "this", "his", "its", "was", "has", "children", "people", "news"})
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("ss", "ss"),
    ("us", "us"),
    ("s", ""),
)


def words(text: str) -> list[str]:
    """The words of a text, folded: plain letters and digits, no apostrophes, no accents; & reads as and."""
    plain = text.casefold().replace("&", " and ")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
    return _WORD.findall(_APOSTROPHE.sub("", plain).encode("ascii", "ignore").decode())


@lru_cache(maxsize=10_000)
def singular(word: str) -> str:
    """A word without its plural ending, where it has a regular one."""
    if len(word) > 3 and word not in _UNCHANGED:
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 2:
                return word[: len(word) - len(ending)] + instead
    return word


def folded(name: str) -> str:
    """The form under which names are equal: singular words in order, without a leading *the*."""
    folded_words = [singular(word) for word in words(name)[:_MOST_WORDS]]
    if len(folded_words) > 1 and folded_words[0] == "the":
        del folded_words[0]
    return " ".join(folded_words)


def rank(text: list[str], name: str, aliases: list[str], kind: str) -> int:
    """How near a node is to the words searched for; higher is nearer, and the same in every store.

    The whole name beats the start of a name, which beats words in it, which beat words elsewhere; short names beat long
    ones; bodies and roles beat duties and sources.
    """
    wanted = folded(" ".join(text)).split()
    best = 0
    for name_words in (folded(each).split() for each in (name, *aliases)):
        if name_words == wanted:
            score = 4000
        elif name_words[: len(wanted)] == wanted:
            score = 3000
        else:
            score = sum(2000 // len(wanted) for word in wanted if word in name_words) if wanted else 0
        best = max(best, score + max(0, 100 - len(name_words)) if score else 0)
    return best + (0 if kind in ("Duty", "Source") else 500)


def aliases(attributes: Attributes) -> list[str]:
    """The aliases among a node's attributes."""
    value = attributes.get("aliases", [])
    return value if isinstance(value, list) else []


def names_of(told: NodeStatement) -> tuple[str, ...]:
    """All that a node goes by, as a version has it: its name, its aliases, the own part of its id."""
    return (told.name, *aliases(told.attributes), own_part(told.node))


def has_words(told: NodeStatement, wanted: Sequence[str]) -> bool:
    """Whether a version has all the words, the last of them as the beginning of one; no words are in nothing."""
    texts = (*names_of(told), *(str(told.attributes[key]) for key in SEARCHED if key in told.attributes))
    its = {singular(word) for text in texts for word in words(text)}
    *whole, last = (singular(word) for word in wanted or ("",))
    return bool(last) and its.issuperset(whole) and any(word.startswith(last) for word in its)


def own_part(id: str) -> str:
    """The part of an id that names the node within its body: chief-executive of bath-nes/chief-executive."""
    return id.rpartition("/")[2]


def nearest(nodes: Sequence[Node], name: str) -> list[Node]:
    """Of the nodes that a name may mean, the nearest: by id, by the name just so, by a name or alias, by the id's own part.

    A nearer fit decides only where one node has it; else all that fit are returned.
    """
    written = name.strip().casefold()
    called = [{each.casefold() for each in (node.name, *aliases(node.attributes))} for node in nodes]
    for fits in (
        [node for node in nodes if node.id == written],
        [node for node, names in zip(nodes, called, strict=True) if written in names],
        [
            node
            for node, names in zip(nodes, called, strict=True)
            if folded(name) in {folded(each) for each in names}
        ],
    ):
        if len(fits) == 1:
            return fits
    return list(nodes)
