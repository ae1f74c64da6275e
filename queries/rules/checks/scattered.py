"""Themes whose duties are owned in many places of one agency."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Pairs, Side, Step, Where
from remit.queries.english import counted, listed
from remit.queries.paging import in_chunks
from remit.queries.question import Doc
from remit.queries.rules.check import CERTAIN, POSSIBLE, Check, Hit, everybody
from remit.queries.rules.places import Places, places
from remit.queries.touched import Touched

_CHUNK = 4000
_RELATIONS = ("ACCOUNTABLE_FOR", "PART_OF", "LEADS", "REPORTS_TO")
_BELOW = (Step("PART_OF", Side.OBJECT), Step("LEADS"), Step("REPORTS_TO", Side.OBJECT))


@dataclass(frozen=True, slots=True)
class Scattered:
    """Settings."""

    most: Annotated[int, Doc("In how many places of an agency the duties on one theme may be owned.")]
    where: Annotated[Where, Doc("Only duties whose attributes fit are counted.")] = field(
        default_factory=dict
    )


def find(graph: Graph, settings: Scattered) -> Iterator[Hit]:
    """Each agency in which some theme is owned in more places, with all its such themes, the most scattered first.

    A place is the unit that an owner is, leads or is part of, else the owner itself; what lies below another place of the
    theme, by its unit or by a line, is no place of its own.
    """
    themes = _themes(graph, settings.where)
    if not themes:
        return
    owners = _owners(graph.pairs("ACCOUNTABLE_FOR"), themes)
    where = places(graph)
    found: dict[str, list[tuple[str, dict[str, Truth]]]] = defaultdict(list)
    for theme, them in sorted(owners.items()):
        for agency, met in _by_agency(them, where, settings.most).items():
            apart = where.topmost(met)
            if len(apart) > settings.most:
                found[agency].append((theme, {id: met[id] for id in apart}))
    nodes = graph.nodes({*found, *(id for each in found.values() for _, met in each for id in met)})
    for agency, each in found.items():
        yield _hit(nodes[agency], each, settings.most, nodes)


def _themes(graph: Graph, where: Where) -> dict[str, str]:
    """The theme of each duty that has one; a theme is the same however it is capitalised."""

    def duties(after: str, limit: int) -> list[Node]:
        return graph.find("Duty", where, after, limit)

    return {
        duty.id: theme.casefold()
        for chunk in in_chunks(duties, lambda duty: duty.id, least=_CHUNK)
        for duty in chunk
        if (theme := duty.text("theme"))
    }


def _owners(pairs: Pairs, themes: Mapping[str, str]) -> dict[str, dict[str, Truth]]:
    """Who owns duties on a theme, and how certainly."""
    found: dict[str, dict[str, Truth]] = defaultdict(dict)
    ids = list(pairs.ids)
    of = [themes.get(id) for id in ids]
    for subject, object, truth in zip(pairs.subjects, pairs.objects, pairs.truths, strict=True):
        theme = of[object]
        if theme is not None:
            owner = ids[subject]
            found[theme][owner] = max(found[theme].get(owner, Truth.NO), Truth(truth))
    return found


def _by_agency(owners: Mapping[str, Truth], where: Places, most: int) -> dict[str, dict[str, Truth]]:
    """The places in which a theme is owned, by agency; only agencies with more than may be."""
    found: dict[str, dict[str, Truth]] = defaultdict(dict)
    for owner, truth in owners.items():
        for place in where.of(owner):
            for agency in where.agencies(place):
                found[agency][place] = max(found[agency].get(place, Truth.NO), truth)
    return {agency: met for agency, met in found.items() if len(met) > most}


def _hit(
    agency: Node, themes: list[tuple[str, dict[str, Truth]]], most: int, nodes: Mapping[str, Node]
) -> Hit:
    themes.sort(key=lambda each: (-len(each[1]), each[0]))
    told = [f"{theme} in {counted(len(met), 'place')} ({_named(met, nodes)})" for theme, met in themes]
    sure = any(sum(truth is Truth.YES for truth in met.values()) > most for _, met in themes)
    about = dict.fromkeys(id for _, met in themes for id in met)
    return Hit(
        agency,
        f"{agency.name}: duties are owned on {listed(told)}.",
        CERTAIN if sure else POSSIBLE,
        tuple(nodes[id] for id in about),
    )


def _named(met: Collection[str], nodes: Mapping[str, Node]) -> str:
    return listed([nodes[id].name for id in met])


def _near(touched: Touched, _settings: Scattered) -> frozenset[str]:
    """Agencies of whoever owns something else, stands elsewhere, or is above or below what does."""
    moved = touched.nodes | touched.met(_RELATIONS)
    moved |= touched.beyond("ACCOUNTABLE_FOR", Side.OBJECT, touched.nodes)
    below = touched.reached(_BELOW, moved)
    above = touched.reached((Step("PART_OF"), Step("LEADS")), below)
    return above | touched.reached((Step("PART_OF"),), touched.beyond("LEADS", Side.SUBJECT, above))


SCATTERED = Check(
    "scattered",
    "Themes whose duties are owned in many places of one agency.",
    Scattered,
    find,
    _near,
    everybody,
)
