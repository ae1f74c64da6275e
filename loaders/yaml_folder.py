"""A folder of YAML: read into trees, parsed into raw statements, mapped to statements, in one batch.

    dataset.yaml                       -> Dataset
    roles: [{id, name, …}]             -> (:Role)
    roles: [{reports_to: {to: x}}]     -> (:Role)-[:REPORTS_TO]->(x)
    duties: [{accountable: {from: x}}] -> (x)-[:ACCOUNTABLE_FOR]->(:Duty)
    edges: [{from, relation, to}]      -> (from)-[relation]->(to)

An edge under a node has the node's source and locator where it names no source of its own.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from remit.graphmodel.errors import Problem, mend_of_unknown
from remit.graphmodel.kinds import KINDS, PLURALS, Kind
from remit.graphmodel.relations import FORWARD, INVERSE, RELATION, RELATIONS, Relation
from remit.graphmodel.statements import Dataset, EdgeStatement, NodeStatement
from remit.graphmodel.tree import Mapping, Scalar, Sequence, Tree, leads_out, read_tree
from remit.loaders.head import head_of
from remit.loaders.problems import full
from remit.loaders.raw import Raw, Resolve, edge_of, node_of, text_of
from remit.loaders.references import References

HEAD = "dataset.yaml"
COVERAGE = "coverage.yaml"
SUFFIXES = (".yaml", ".yml")
LISTS = (*PLURALS, "edges")
_RELATED = FORWARD.keys() | INVERSE.keys()
_KEYS = {
    kind.name: [
        *(each.forward for each in RELATIONS if kind.name in each.sources),
        *(each.inverse for each in RELATIONS if kind.name in each.targets),
    ]
    for kind in KINDS
}


class YamlFolder:
    """A data set read from a folder: its head, and its statements, nodes first."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self.folder = folder
        self.problems = problems
        self.head = self._read_head()
        self._nodes: list[tuple[Kind, Raw, str | None, list[tuple[str, Tree]]]] = []
        self._edges: list[Raw] = []
        self.references = References(self.head, problems)
        for path in self._files():
            self._parse(path)

    def _read_head(self) -> Dataset | None:
        path, before = self.folder / HEAD, len(self.problems)
        tree = None if leads_out(path, self.problems) else read_tree(path, str(path), self.problems)
        if isinstance(tree, Mapping):
            return head_of(self._raw(str(path), tree), self.problems.append)
        if len(self.problems) == before:
            mend = "write dataset:, title: and date: there"
            self.problems.append(Problem(str(path), 0, 0, "it does not state a data set", mend))
        return None

    def _files(self) -> list[Path]:
        found = [
            path
            for path in sorted(self.folder.iterdir())
            if path.suffix in SUFFIXES and path.name not in (HEAD, COVERAGE) and not path.name.startswith(".")
        ]
        if not found:
            mend = "add a .yaml file with roles, duties, …"
            self.problems.append(Problem(str(self.folder), 0, 0, "the data set has no statements", mend))
        return [path for path in found if not leads_out(path, self.problems)]

    def _parse(self, path: Path) -> None:
        tree = read_tree(path, str(path), self.problems)
        if tree is None:
            return
        if not isinstance(tree, Mapping):
            self._problem(path, tree, "it is no mapping of lists", "begin with roles:, duties: or the like")
            return
        for key, items in tree.items:
            name = key.text or ""
            if full(self.problems):
                return
            if name not in LISTS:
                self._problem(path, key, f"there is no kind of node {name!r}", mend_of_unknown(name, LISTS))
            elif isinstance(items, Sequence):
                for item in items.items:
                    self._parse_item(path, name, item)
            elif not (isinstance(items, Scalar) and items.text is None):
                self._problem(path, items, f"{name} is no list", "write each entry under it with - ")

    def _parse_item(self, path: Path, name: str, item: Tree) -> None:
        if not isinstance(item, Mapping):
            self._problem(path, item, f"this entry of {name} has no keys", "write - id: …, name: …")
        elif name == "edges":
            self._edges.append(self._raw(str(path), item))
        else:
            self._parse_node(path, PLURALS[name], item)

    def _parse_node(self, path: Path, kind: Kind, item: Mapping) -> None:
        related = [(key.text, value) for key, value in item.items if key.text in _RELATED]
        own = [(key, value) for key, value in item.items if key.text not in _RELATED]
        raw = self._raw(str(path), Mapping(item.line, item.column, own))
        id = self.references.declare(raw, str(raw.values.get("name", "")), raw.values.get("aliases", []))
        self._nodes.append((kind, raw, id, [(key or "", value) for key, value in related]))

    def _raw(self, file: str, mapping: Mapping) -> Raw:
        """Keys and values of a mapping as plain values: texts, lists of texts."""
        raw = Raw(file, mapping.line, mapping.column, {}, {})
        places: dict[str, tuple[int, int]] = {}
        for key, value in mapping.items:
            name = key.text or ""
            places[name] = (value.line, value.column) if isinstance(value, Scalar) else (key.line, key.column)
            plain = self._plain(file, name, value)
            if plain is not None:
                raw.values[name] = plain
        raw.places = places
        return raw

    def _plain(self, file: str, key: str, value: Tree) -> Any:
        if isinstance(value, Scalar):
            if value.text is None:
                self._problem(file, value, f"{key} is empty", f"write a value, or leave {key} out")
            return value.text
        if isinstance(value, Mapping):
            if key == "based_on":  # `- other-set: a REPORTS_TO b` reads as a mapping
                return [f"{name.text}: {each.text}" for name, each in value.items if isinstance(each, Scalar)]
            self._problem(file, value, f"{key} has keys of its own", "write a plain value")
            return None
        items = [self._plain(file, key, item) for item in value.items]
        return [
            each
            for item in items
            for each in (item if isinstance(item, list) else [item])
            if each is not None
        ]

    def _problem(self, file: Path | str, at: Tree, message: str, mend: str) -> None:
        self.problems.append(Problem(str(file), at.line, at.column, message, mend))

    def statements(self) -> Iterator[NodeStatement | EdgeStatement]:
        """The statements of the folder: nodes, then edges; without a head only what is wrong with them is reported."""
        for said in self._statements():
            if full(self.problems):
                return
            if said and self.head:
                yield said

    def _statements(self) -> Iterator[NodeStatement | EdgeStatement | None]:
        """The statements; None for one of which only problems can be told."""
        for kind, raw, id, _ in self._nodes:
            self.references.resolve_premises(raw)
            node = node_of(
                kind,
                raw,
                self._dataset,
                id or "",
                self._resolver(raw),
                self.problems.append,
                _KEYS[kind.name],
            )
            raw.values |= {"source": node.source, "locator": node.locator}
            yield node if id else None
        for _, raw, id, related in self._nodes:
            for key, value in related:
                for item in value.items if isinstance(value, Sequence) else [value]:
                    yield from self._edge_under(raw, id or "", key, item)
        for raw in self._edges:
            yield from self._edge_alone(raw)

    @property
    def _dataset(self) -> str:
        return self.head.dataset if self.head else ""

    def _resolver(self, raw: Raw) -> Resolve:
        return lambda key, text: self.references.resolve(raw, key, text)

    def _edge_under(self, node: Raw, id: str, key: str, item: Tree) -> Iterator[EdgeStatement | None]:
        """An edge written under one of its ends."""
        forward = key in FORWARD
        relation = FORWARD[key] if forward else INVERSE[key]
        end = "to" if forward else "from"
        if isinstance(item, Scalar):
            raw = Raw(node.file, item.line, item.column, {end: item.text} if item.text else {}, {})
        elif isinstance(item, Mapping):
            raw = self._raw(node.file, item)
        else:
            self._problem(node.file, item, f"{key} holds a list in a list", "write one list")
            return
        if not raw.has("source"):
            inherited = [key for key in ("source", "locator") if node.values[key] and not raw.has(key)]
            raw.values |= {key: node.values[key] for key in inherited}
        far = self._end(raw, end, f"{key} has no {end}:")
        yield from self._edge(relation, raw, *((id, far) if forward else (far, id)))

    def _edge_alone(self, raw: Raw) -> Iterator[EdgeStatement | None]:
        name = text_of(raw, "relation", self.problems.append)
        if not raw.has("relation"):
            self.problems.append(
                raw.problem("", "an edge needs relation:", f"write one of: {', '.join(RELATION)}")
            )
        elif name and name not in RELATION:
            mend = mend_of_unknown(name, RELATION)
            self.problems.append(raw.problem("relation", f"there is no relation {name!r}", mend))
        if name not in RELATION:
            return
        del raw.values["relation"]
        subject, object = (self._end(raw, end, f"an edge needs {end}:") for end in ("from", "to"))
        yield from self._edge(RELATION[name], raw, subject, object)

    def _end(self, raw: Raw, end: str, lacking: str) -> str:
        """The id of an end; empty after a problem."""
        if not raw.has(end):
            self.problems.append(raw.problem(end, lacking, f"write {end}: and the id of a node"))
        written = text_of(raw, end, self.problems.append)
        raw.values.pop(end, None)
        return self.references.resolve(raw, end, written) if written else ""

    def _edge(
        self, relation: Relation, raw: Raw, subject: str, object: str
    ) -> Iterator[EdgeStatement | None]:
        self.references.resolve_premises(raw)
        edge = edge_of(
            relation, raw, self._dataset, subject, object, self._resolver(raw), self.problems.append
        )
        yield edge if subject and object else None
