"""The port in plain Python over a list of facts: slow, obvious, and held against every store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import (
    MOST_HOPS,
    MOST_ROWS,
    Edge,
    Found,
    Need,
    Node,
    Pairs,
    Provenance,
    Reach,
    Side,
    Step,
    Where,
)
from remit.graphmodel.names import aliases, folded, nearest, own_part, rank, singular, words
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import EdgeStatement, Fact, NodeStatement
from remit.graphmodel.store import Change
from remit.graphmodel.view import View
from tests.contract.seen import Seen, listed


class NaiveGraph(Seen):
    """A view of a history; answers `graphmodel.graph.Graph`."""

    @property
    def operations(self) -> Mapping[int, str]:
        """None: no scenario is laid over it."""
        return {}

    def at(self, view: View) -> "NaiveGraph":
        return NaiveGraph(
            self.history, replace(view, known_at=self._view.known_at) if view.known_at is None else view
        )

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        return {id: self.node(id) for id in ids if id in self.kinds}

    def find(
        self, kind: str, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[Node]:
        return [self.node(id) for id, _ in self.listing(kind, where) if id > after][:limit]

    def count(self, kind: str, where: Where | None = None) -> tuple[int, int]:
        found = self.listing(kind, where)
        return sum(truth is Truth.YES for _, truth in found), len(found)

    def edges(
        self,
        relations: Iterable[str],
        *,
        subjects: Iterable[str] | None = None,
        objects: Iterable[str] | None = None,
    ) -> list[Edge]:
        at = None if subjects is None else set(subjects)
        to = None if objects is None else set(objects)
        found = [
            self.edge(fact, told)
            for relation in set(relations)
            for fact, told, _ in self.links(relation)
            if (at is None or told.subject in at) and (to is None or told.object in to)
        ]
        return sorted(found, key=lambda edge: (edge.subject, edge.relation, edge.object, edge.said.fact))

    def lacking(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        found = []
        for id, counts in self.listing(kind, where):
            short = min(counts, opposite(self.has(id, need)))
            if id > after and short:
                found.append((id, short))
        return found[:limit]

    def having(
        self, kind: str, need: Need, where: Where | None = None, after: str = "", limit: int = MOST_ROWS
    ) -> list[tuple[str, Truth]]:
        found = [(id, min(counts, self.has(id, need))) for id, counts in self.listing(kind, where)]
        return [(id, truth) for id, truth in found if id > after and truth][:limit]

    def has(self, id: str, need: Need) -> Truth:
        """How certainly a node has what is needed."""
        ends: dict[str, Truth] = {}
        for _, told, truth in self.links(need.relation):
            near, far = (
                (told.subject, told.object) if need.side is Side.SUBJECT else (told.object, told.subject)
            )
            if near == id and (not need.kinds or self.kinds[far] in need.kinds) and fits(told, need.where):
                ends[far] = max(ends.get(far, Truth.NO), min(truth, self.far(far, need)))
        ranked = sorted(ends.values())
        best = ranked[-need.least] if len(ranked) >= need.least else Truth.NO
        return max(opposite(self.confirmed(id, need)), best) if need.confirmed else best

    def far(self, id: str, need: Need) -> Truth:
        truth = self.one(id, need)
        if need.members:
            for _, told, member in self.links("ONE_OF"):
                if told.object == id:
                    truth = min(truth, max(opposite(member), self.one(told.subject, need)))
        return truth

    def one(self, id: str, need: Need) -> Truth:
        return min(self.counts(id), self.has(id, need.then)) if need.then else self.counts(id)

    def confirmed(self, id: str, need: Need) -> Truth:
        """How certainly it is confirmed that a node has none of a relation, on the side asked about."""
        relation = RELATION[need.relation]
        able = self.kinds[id] in (relation.sources if need.side is Side.SUBJECT else relation.targets)
        best = Truth.NO
        for fact, told in self.told_of(id):
            untold = {*listed(told.attributes, "withheld"), *listed(told.attributes, "not_applicable")}
            if told.attributes.get("class") is True:
                untold.add("HOLDS")  # a class is held by its members
            complete = need.relation in self.completed.get(told.dataset, ())
            if need.relation in listed(told.attributes, "none") or (
                complete and able and need.relation not in untold
            ):
                best = max(best, self.truth(fact))
        return best

    def reach(self, steps: Sequence[Step], ids: Iterable[str], hops: int = MOST_HOPS) -> Reach:
        starts = [id for id in dict.fromkeys(ids) if id in self.kinds]
        walking = [step for step in steps if not step.leaf]
        met = dict.fromkeys(starts)
        edges: dict[int, Edge] = {}
        frontier = starts if walking else []
        for _ in range(hops):
            beyond: dict[str, None] = {}
            for id in frontier:
                for edge, far in self.along(walking, id):
                    edges[edge.said.fact] = edge
                    if far not in met:
                        met[far] = beyond[far] = None
            frontier = [id for id in beyond if self.node(id).counts]
        for id in list(met):
            for edge, far in self.along([step for step in steps if step.leaf], id):
                edges[edge.said.fact] = edge
                met[far] = None
        return Reach({id: self.node(id) for id in met}, list(edges.values()), bool(frontier))

    def along(self, steps: Sequence[Step], id: str) -> list[tuple[Edge, str]]:
        """The edges at a node that some steps lead along, and their far ends."""
        return [
            (self.edge(fact, told), told.object if step.side is Side.SUBJECT else told.subject)
            for step in steps
            for fact, told, _ in self.links(step.relation)
            if (told.subject if step.side is Side.SUBJECT else told.object) == id
        ]

    def pairs(self, relation: str, where: Where | None = None) -> Pairs:
        found = [
            (told.subject, told.object, truth)
            for _, told, edge in self.links(relation)
            if fits(told, where or {})
            and (truth := min(edge, self.counts(told.subject), self.counts(told.object)))
        ]
        ids = sorted({id for subject, object, _ in found for id in (subject, object)})
        return Pairs(
            ids,
            [ids.index(subject) for subject, _, _ in found],
            [ids.index(object) for _, object, _ in found],
            [int(truth) for _, _, truth in found],
        )

    def tally(self, relation: str, side: Side, ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        found = {}
        for id in ids:
            truths = [
                truth
                for _, told, truth in self.links(relation)
                if (told.subject if side is Side.SUBJECT else told.object) == id
            ]
            found[id] = (truths.count(Truth.YES), len(truths))
        return found

    @property
    def complete(self) -> Mapping[str, tuple[str, ...]]:
        return {name: relations for name, relations in self.completed.items() if relations}

    def versions(self, ids: Iterable[str]) -> list[Fact]:
        asked = set(ids)
        return [
            fact
            for fact in self.live()
            if isinstance(fact.statement, NodeStatement) and fact.statement.node in asked
        ]

    def stated(self, statements: Iterable[str]) -> list[Fact]:
        asked = set(statements)
        return [fact for fact in self.live() if fact.statement.id in asked]

    def resting_on(self, statements: Iterable[str]) -> list[Fact]:
        asked = set(statements)
        return [fact for fact in self.live() if asked.intersection(fact.statement.based_on)]

    def live(self) -> list[Fact]:
        """Every fact that the view knows, by number."""
        return [fact for fact in self.ever() if fact.retracted is None]

    def facts(self, ids: Iterable[str]) -> list[Fact]:
        asked = set(ids)
        return [
            fact
            for fact in self.ever()
            if (
                fact.statement.node in asked
                if isinstance(fact.statement, NodeStatement)
                else {fact.statement.subject, fact.statement.object} & asked
            )
        ]

    def touched(self, since: int, after: int = 0, limit: int = MOST_ROWS) -> list[Fact]:
        found = [fact for fact in self.ever() if fact.asserted > since or (fact.retracted or 0) > since]
        return [fact for fact in found if fact.number > after][:limit]

    def asserted(self, of: Provenance, after: int = 0, limit: int = MOST_ROWS) -> list[Fact]:
        found = [
            fact
            for fact in self.ever()
            if fact.retracted is None
            and fact.number > after
            and self.truth(fact)
            and (
                fact.statement.evidence in of.evidence
                or fact.statement.standing in of.standings
                or (of.unsourced and not fact.statement.source)
            )
        ]
        return found[:limit]

    def read_in(self, kind: str, sources: Iterable[str]) -> list[Fact]:
        read = set(sources)
        return [
            fact
            for fact in self.ever()
            if fact.retracted is None
            and self.truth(fact)
            and isinstance(fact.statement, NodeStatement)
            and fact.statement.kind == kind
            and fact.statement.source in read
        ]

    def log(self, after: int = 0) -> list[Change]:
        raise NotImplementedError("a history of facts has no records of changes")

    def search(self, text: str, kinds: Iterable[str] = (), limit: int = 50) -> list[Found]:
        wanted = [singular(word) for word in words(text)]
        allowed = set(kinds)
        found = []
        for id in self.kinds if wanted else ():
            if any(matches(wanted, told) for _, told in self.told_of(id)):
                node = self.node(id)
                if not allowed or node.kind in allowed:
                    found.append(
                        Found(node, rank(words(text), node.name, aliases(node.attributes), node.kind))
                    )
        return sorted(found, key=lambda each: (-each.rank, each.node.id))[:limit]

    def named(self, name: str, kinds: Iterable[str] = (), *, every: bool = False) -> list[Node]:
        allowed = set(kinds)
        stripped = name.strip()
        if stripped.casefold() in self.kinds:
            fits = [self.node(stripped.casefold())]
        else:
            fits = [
                self.node(id)
                for id in sorted(self.kinds)
                if folded(name)
                and any(
                    folded(name) in map(folded, (told.name, *aliases(told.attributes), own_part(id)))
                    for _, told in self.told_of(id)
                )
            ]
        found = [node for node in fits if not allowed or node.kind in allowed]
        return found if every else nearest(found, stripped)


def fits(told: EdgeStatement, where: Where) -> bool:
    """Whether an edge's attributes are among the values asked for."""
    return all(told.attributes.get(key) in values for key, values in where.items())


def opposite(truth: Truth) -> Truth:
    """Not."""
    return Truth(2 - truth)


def matches(wanted: Sequence[str], told: NodeStatement) -> bool:
    """Whether a version has all the words, the last of them as the beginning of one."""
    texts = (told.name, *aliases(told.attributes), own_part(told.node), *more(told.attributes))
    its = {singular(word) for text in texts for word in words(text)}
    return all(word in its for word in wanted[:-1]) and any(word.startswith(wanted[-1]) for word in its)


def more(attributes: Mapping[str, object]) -> list[str]:
    """Other attributes that a search reads."""
    return [str(attributes[key]) for key in ("theme", "when", "unless") if key in attributes]
