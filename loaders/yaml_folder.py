"""A folder of YAML: read into trees, parsed into raw statements, mapped to statements, in one batch.

    dataset.yaml                       -> Dataset
    roles: [{id, name, …}]             -> (:Role)
    roles: [{reports_to: {to: x}}]     -> (:Role)-[:REPORTS_TO]->(x)
    duties: [{accountable: {from: x}}] -> (x)-[:ACCOUNTABLE_FOR]->(:Duty)
    edges: [{from, relation, to}]      -> (from)-[relation]->(to)
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from remit.graphmodel.errors import Problem
from remit.graphmodel.kinds import PLURALS, Kind
from remit.graphmodel.relations import FORWARD, INVERSE, RELATION, Relation
from remit.graphmodel.statements import Dataset, EdgeStatement, NodeStatement
from remit.loaders.head import head_of
from remit.loaders.raw import Raw, edge_of, mend_of_unknown, node_of
from remit.loaders.references import References
from remit.loaders.tree import Mapping, Scalar, Sequence, Tree, read_tree

HEAD = "dataset.yaml"
COVERAGE = "coverage.yaml"
SUFFIXES = (".yaml", ".yml")


class YamlFolder:
    """A data set read from a folder: its head, and its statements, nodes first."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self.folder = folder
        self.problems = problems
        self.head = self._read_head()
        self._nodes: list[tuple[Kind, Raw, str, list[tuple[str, Tree]]]] = []
        self._edges: list[Raw] = []
        self.references = References(self.head, problems)
        for path in self._files():
            self._parse(path)

    def _read_head(self) -> Dataset | None:
        tree = read_tree(self.folder / HEAD, str(self.folder / HEAD), self.problems)
        if isinstance(tree, Mapping):
            return head_of(self._raw(str(self.folder / HEAD), tree), self.problems.append)
        self.problems.append(
            Problem(str(self.folder / HEAD), 0, 0, "it does not state a data set", "write dataset:, title: and date: there")
        )
        return None

    def _files(self) -> list[Path]:
        files = []
        for path in sorted(self.folder.iterdir()):
            if path.suffix not in SUFFIXES or path.name in (HEAD, COVERAGE) or path.name.startswith("."):
                continue
            if path.resolve().parent != self.folder.resolve():
                self.problems.append(
                    Problem(str(path), 0, 0, "it is a link that leads out of the folder", "put the file itself there")
                )
            else:
                files.append(path)
        if not files:
            self.problems.append(
                Problem(str(self.folder), 0, 0, "the data set has no statements", "add a .yaml file with roles, duties, …")
            )
        return files

    def _parse(self, path: Path) -> None:
        tree = read_tree(path, str(path), self.problems)
        if tree is None:
            return
        if not isinstance(tree, Mapping):
            self._problem(path, tree, "it is no mapping of lists", "begin with roles:, duties: or the like")
            return
        for key, items in tree.items:
            listed = items.items if isinstance(items, Sequence) else []
            if not isinstance(items, Sequence) and not (isinstance(items, Scalar) and items.text is None):
                self._problem(path, items, f"{key.text} is no list", "write each entry under it with - ")
            for item in listed:
                if not isinstance(item, Mapping):
                    self._problem(path, item, f"this entry of {key.text} has no keys", "write - id: …, name: …")
                elif key.text == "edges":
                    self._edges.append(self._raw(str(path), item))
                elif key.text in PLURALS:
                    self._parse_node(path, PLURALS[key.text], item)
            if key.text not in PLURALS and key.text != "edges":
                self._problem(path, key, f"there is no kind of node {key.text!r}", mend_of_unknown(str(key.text), (*PLURALS, "edges")))

    def _parse_node(self, path: Path, kind: Kind, item: Mapping) -> None:
        related = [(key.text or "", value) for key, value in item.items if key.text in FORWARD or key.text in INVERSE]
        own = Mapping(item.line, item.column, [each for each in item.items if each[0].text not in dict(related)])
        raw = self._raw(str(path), own)
        id = self.references.declare(raw, str(raw.values.get("name", "")), raw.values.get("aliases", []))
        if id:
            raw.places = {**raw.places, **{key.text or "": (key.line, key.column) for key, _ in item.items}}
            self._nodes.append((kind, raw, id, related))

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
        plain = [self._plain(file, key, item) for item in value.items]
        flat = [each for item in plain for each in (item if isinstance(item, list) else [item]) if each is not None]
        return flat

    def _problem(self, file: Path | str, at: Tree, message: str, mend: str) -> None:
        self.problems.append(Problem(str(file), at.line, at.column, message, mend))

    def statements(self) -> Iterator[NodeStatement | EdgeStatement]:
        """The statements of the folder: nodes, then edges."""
        if self.head is None:
            return
        resolve = self.references.resolve
        for kind, raw, id, _ in self._nodes:
            self.references.resolve_premises(raw)
            statement = node_of(kind, raw, self.head.dataset, id, lambda key, text, raw=raw: resolve(raw, key, text), self.problems.append)
            if statement:
                yield statement
        for _, raw, id, related in self._nodes:
            for key, value in related:
                for item in value.items if isinstance(value, Sequence) else [value]:
                    yield from self._edge_under(raw, id, key, item)
        for raw in self._edges:
            yield from self._edge_alone(raw)

    def _edge_under(self, node: Raw, id: str, key: str, item: Tree) -> Iterator[EdgeStatement]:
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
        other = raw.values.pop(end, None)
        if not isinstance(other, str):
            self.problems.append(raw.problem(end, f"{key} has no {end}:", f"write {end}: and the id of a node"))
            return
        for inherited in ("source", "locator"):
            if inherited not in raw.values and inherited in node.values and "source" not in raw.values:
                raw.values[inherited] = node.values[inherited]
        far = self.references.resolve(raw, end, other)
        yield self._edge(relation, raw, *((id, far) if forward else (far, id)))

    def _edge_alone(self, raw: Raw) -> Iterator[EdgeStatement]:
        name = str(raw.values.pop("relation", ""))
        ends = [raw.values.pop(end, None) for end in ("from", "to")]
        if name not in RELATION:
            self.problems.append(raw.problem("relation", f"there is no relation {name!r}", mend_of_unknown(name, RELATION)))
        elif not all(isinstance(end, str) for end in ends):
            self.problems.append(raw.problem("from", "an edge needs from: and to:", "write the ids of both ends"))
        else:
            subject, object = (
                self.references.resolve(raw, key, end) for key, end in zip(("from", "to"), map(str, ends), strict=True)
            )
            yield self._edge(RELATION[name], raw, subject, object)

    def _edge(self, relation: Relation, raw: Raw, subject: str, object: str) -> EdgeStatement:
        self.references.resolve_premises(raw)
        dataset = self.head.dataset if self.head else ""
        resolve = self.references.resolve
        return edge_of(relation, raw, dataset, subject, object, lambda key, text: resolve(raw, key, text), self.problems.append)
