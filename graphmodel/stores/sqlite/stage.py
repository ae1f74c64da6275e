"""Staging: what the files say is written to temporary tables, then checked and dated there, a set at a time."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import combinations

from remit.graphmodel.days import AFTER_ALL, BEFORE_ALL, ENDED, Day
from remit.graphmodel.errors import Problem
from remit.graphmodel.kinds import KIND, KINDS, fields_of
from remit.graphmodel.relations import RELATION, RELATIONS, has_standing
from remit.graphmodel.statements import Dataset, EdgeStatement, NodeStatement, Position, Statement
from remit.graphmodel.store import Progress
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.stores.sqlite.file import script, statements

BATCH = 5000
MOST_PROBLEMS = 10_000
_NODE_REFERENCES = {kind.name: [f for f in fields_of(kind) if f.type in ("node", "list of nodes")] for kind in KINDS}
_EDGE_REFERENCES = {each.name: [f for f in each.fields if f.type in ("node", "list of nodes")] for each in RELATIONS}


class Stage:
    """The temporary tables of one load, on the writer's connection."""

    def __init__(
        self, database: sqlite3.Connection, words: dict[str, int], heads: Sequence[Dataset], progress: Progress
    ) -> None:
        self.progress = progress
        self.database = database
        self.words = words
        self.heads = {head.dataset: head for head in heads}
        self.nodes = self.edges = 0
        self._files: dict[str, int] = {}
        for statement in statements(script("stage.sql")):
            database.execute(statement)

    def add(self, said: Iterable[NodeStatement | EdgeStatement]) -> None:
        """Stage statements, in batches."""
        nodes: list[tuple[object, ...]] = []
        edges: list[tuple[object, ...]] = []
        references: list[tuple[object, ...]] = []
        for each in said:
            if isinstance(each, NodeStatement):
                self.nodes += 1
                nodes.append(self._node_row(each))
                fields = _NODE_REFERENCES[each.kind]
            else:
                self.edges += 1
                edges.append(self._edge_row(each))
                fields = _EDGE_REFERENCES[each.relation]
            for field in fields:
                value = each.attributes.get(field.name)
                for id in value if isinstance(value, list) else [value] if value else []:
                    references.append((id, json.dumps(field.kinds), field.name, *self._place(each.position)))
            if len(nodes) + len(edges) >= BATCH:
                self._write(nodes, edges, references)
                self.progress("reading", self.nodes + self.edges)
        self._write(nodes, edges, references)

    def _write(self, *batches: list[tuple[object, ...]]) -> None:
        for table, batch in zip(("staged_node", "staged_edge", "staged_reference"), batches, strict=True):
            if batch:
                places = ",".join("?" * len(batch[0]))
                self.database.executemany(f"INSERT INTO temp.{table} VALUES ({places})", batch)  # noqa: S608 - a fixed name
                batch.clear()

    def _node_row(self, said: NodeStatement) -> tuple[object, ...]:
        none, withheld, not_applicable = (
            each if isinstance(each := said.attributes.get(key), list) else []
            for key in ("none", "withheld", "not_applicable")
        )
        return (
            self.nodes, self.words[said.dataset], said.node, self.words[said.kind], said.name,
            *_bounds(said), codes.EVIDENCE_CODE[said.evidence], codes.STANDING_CODE[said.standing],
            codes.bits(none), codes.bits([*withheld, *not_applicable]), *self._rest(said),
        )  # fmt: skip

    def _edge_row(self, said: EdgeStatement) -> tuple[object, ...]:
        return (
            self.edges, self.words[said.dataset], self.words[said.relation], said.subject, said.object, said.own_id,
            *_bounds(said), codes.EVIDENCE_CODE[said.evidence], codes.STANDING_CODE[said.standing], *self._rest(said),
        )  # fmt: skip

    def _rest(self, said: Statement) -> tuple[object, ...]:
        return (
            said.source or self.heads[said.dataset].source,
            said.locator,
            codes.packed(said.attributes),
            codes.said(said.valid_from, said.valid_to, said.reason, said.note, said.based_on),
            json.dumps(said.based_on) if said.based_on else None,
            *self._place(said.position),
        )

    def _place(self, position: Position) -> tuple[int, int, int]:
        return self._files.setdefault(position.file, len(self._files)), position.line, position.column

    def problem(self, place: Sequence[int], message: str, mend: str) -> Problem:
        """A problem at a staged place (file, line, column)."""
        return Problem(list(self._files)[place[0]], place[1], place[2], message, mend)

    def anchor(self) -> list[Problem]:
        """Give every new node its anchor; problems: an id that the store knows as another kind, stated twice."""
        self.database.execute("INSERT OR IGNORE INTO node (id, kind) SELECT node, kind FROM temp.staged_node ORDER BY node")
        problems = []
        names = {key: word for word, key in self.words.items()}
        for id, kind, known, *place in self.database.execute(
            "SELECT s.node, s.kind, n.kind, s.file, s.line, s.position FROM temp.staged_node s JOIN node n ON n.id = s.node"
            " WHERE n.kind <> s.kind ORDER BY s.seq"
        ):
            problems.append(
                self.problem(
                    place, f"{id} is stated as {names[kind]}, but is already known as {names[known]}",
                    "an id is for good: give this node another id, or state it as the kind it has",
                )
            )  # fmt: skip
        return problems + self._duplicates()

    def _duplicates(self) -> list[Problem]:
        problems = []
        for (seqs,) in self.database.execute(
            "SELECT group_concat(seq) FROM temp.staged_node GROUP BY dataset, node HAVING COUNT(*) > 1"
        ).fetchall():
            rows = self.database.execute(
                "SELECT node, from_earliest, to_latest, file, line, position FROM temp.staged_node"
                " WHERE seq IN (SELECT value FROM json_each('[' || ? || ']')) ORDER BY seq", (seqs,)
            ).fetchall()  # fmt: skip
            for first, second in combinations(rows, 2):
                if first[1] < (second[2] or AFTER_ALL) and second[1] < (first[2] or AFTER_ALL):
                    there = self.problem(first[3:], "", "")
                    problems.append(
                        self.problem(
                            second[3:], f"{second[0]} is stated already at {there.file}:{there.line}",
                            "give one of them another id, or days of validity that do not overlap",
                        )
                    )  # fmt: skip
                    break
        for first, seqs in self.database.execute(
            "SELECT MIN(seq), group_concat(seq) FROM temp.staged_edge GROUP BY dataset, own_id,"
            " CASE WHEN own_id IS NULL THEN relation END, CASE WHEN own_id IS NULL THEN subject END,"
            " CASE WHEN own_id IS NULL THEN object END HAVING COUNT(*) > 1"
        ).fetchall():
            rows = self.database.execute(
                "SELECT subject, w.word, object, file, line, position FROM temp.staged_edge JOIN word w ON w.key = relation"
                " WHERE seq IN (SELECT value FROM json_each('[' || ? || ']')) ORDER BY seq = ? DESC, seq", (seqs, first)
            ).fetchall()  # fmt: skip
            there = self.problem(rows[0][3:], "", "")
            for row in rows[1:]:
                problems.append(
                    self.problem(
                        row[3:], f"{row[0]} {row[1]} {row[2]} is stated already at {there.file}:{there.line}",
                        "state it once, or give each an id of its own (two terms of office)",
                    )
                )  # fmt: skip
        return problems

    def check(self) -> list[Problem]:
        """Problems with what statements point at: ends, sources and references that do not exist or do not fit."""
        self.database.executemany(
            "INSERT INTO temp.allowed VALUES (?, ?, ?, ?)",
            (
                (self.words[relation.name], self.words[subject], self.words[object], has_standing(subject, object))
                for relation in RELATIONS for subject in KIND for object in KIND if relation.joins(subject, object)
            ),
        )  # fmt: skip
        return [*self._missing_ends(), *self._wrong_ends(), *self._references()]

    def _missing_ends(self) -> Iterable[Problem]:
        for subject, has_subject, object, has_object, *place in self.database.execute(
            "SELECT e.subject, a.key, e.object, b.key, e.file, e.line, e.position FROM temp.staged_edge e"
            " LEFT JOIN node a ON a.id = e.subject LEFT JOIN node b ON b.id = e.object"
            " WHERE a.key IS NULL OR b.key IS NULL ORDER BY e.seq LIMIT ?", (MOST_PROBLEMS,)
        ):  # fmt: skip
            for id in [id for id, key in ((subject, has_subject), (object, has_object)) if key is None]:
                yield self.problem(place, f"there is no node {id}", self.mend_of_missing(id))

    def _wrong_ends(self) -> Iterable[Problem]:
        names = {key: word for word, key in self.words.items()}
        for relation, standing, a, a_kind, b, b_kind, fits, *place in self.database.execute(
            "SELECT e.relation, e.standing, a.id, a.kind, b.id, b.kind, x.standing, e.file, e.line, e.position"
            " FROM temp.staged_edge e JOIN node a ON a.id = e.subject JOIN node b ON b.id = e.object"
            " LEFT JOIN temp.allowed x ON x.relation = e.relation AND x.subject = a.kind AND x.object = b.kind"
            " WHERE x.relation IS NULL OR (e.standing > 0 AND NOT x.standing) ORDER BY e.seq LIMIT ?", (MOST_PROBLEMS,)
        ):  # fmt: skip
            if fits is not None:
                yield self.problem(
                    place, f"{names[relation]} from {a} to {b} has a standing ({codes.STANDING[standing]})",
                    "leave standing out: edges that touch a duty or a source have none",
                )  # fmt: skip
                continue
            table = RELATION[names[relation]]
            yield self.problem(
                place, f"{table.name} cannot lead from {a} ({names[a_kind]}) to {b} ({names[b_kind]})",
                f"it leads from {', '.join(table.sources)} to {'the same kind' if table.same_kind else ', '.join(table.targets)}",
            )  # fmt: skip

    def _references(self) -> Iterable[Problem]:
        names = {key: word for word, key in self.words.items()}
        for id, kinds, field, kind, *place in self.database.execute(
            "SELECT r.id, r.kinds, r.field, n.kind, r.file, r.line, r.position FROM"
            " (SELECT * FROM temp.staged_reference UNION ALL"
            "  SELECT source, '[\"Source\"]', 'source', file, line, position FROM"
            "  (SELECT source, file, line, position, MIN(seq) FROM temp.staged_node WHERE source IS NOT NULL GROUP BY source)"
            "  UNION ALL SELECT source, '[\"Source\"]', 'source', file, line, position FROM"
            "  (SELECT source, file, line, position, MIN(seq) FROM temp.staged_edge WHERE source IS NOT NULL GROUP BY source)"
            " ) r LEFT JOIN node n ON n.id = r.id"
        ):
            allowed = json.loads(kinds)
            if kind is None:
                yield self.problem(place, f"{field} names {id}, and there is no such node", self.mend_of_missing(id))
            elif allowed and names[kind] not in allowed:
                yield self.problem(place, f"{field} names {id}, a {names[kind]}", f"name a {' or '.join(allowed)}")

    def mend_of_missing(self, id: str) -> str:
        """How to mend a reference to nothing: the nearest id there is, or a hint."""
        tail = id.rpartition("/")[2]
        near = self.database.execute(
            "SELECT id FROM node WHERE id LIKE '%/' || ? OR (id > ? AND id < ? || '{') LIMIT 1", (tail, id, id[: len(id) // 2])
        ).fetchone()
        return f"did you mean {near[0]}? Else state it first" if near else "state it, or correct the id"


def _bounds(said: Statement) -> tuple[int | None, int | None, int | None, int | None]:
    """Bounds as far as they are known without the source's date; None where they depend on it."""
    if said.valid_from is None and said.valid_to is None:
        return BEFORE_ALL, None, AFTER_ALL, AFTER_ALL
    began = Day.read(said.valid_from) if said.valid_from else None
    ended = Day.read(said.valid_to) if said.valid_to and said.valid_to != ENDED else None
    return (
        began.earliest if began else BEFORE_ALL,
        began.latest if began else None,
        ended.earliest if ended else None if said.valid_to else AFTER_ALL,
        ended.latest if ended else None if said.valid_to else AFTER_ALL,
    )
