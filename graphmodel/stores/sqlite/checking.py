"""What is wrong with staged statements, whatever the store says of them: found a set at a time."""

import json
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from remit.graphmodel.days import AFTER_ALL
from remit.graphmodel.errors import Problem
from remit.graphmodel.kinds import KIND
from remit.graphmodel.relations import RELATION, RELATIONS, has_standing
from remit.graphmodel.statements import edge_statement, node_statement
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.stores.sqlite.stage import Stage

MOST_PROBLEMS = 10_000
MOST_SUGGESTED = 100


class Checking:
    """The checks of one load, once its nodes have their anchors."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.database = stage.database
        self.names = {key: word for word, key in stage.words.items()}
        self._missing = 0
        self._stated: set[str] | None = None

    def problems(self) -> list[Problem]:
        """Kinds that differ, statements made twice, and ends, sources and references that do not exist or do not fit."""
        self.database.executemany(
            "INSERT INTO temp.allowed VALUES (?, ?, ?, ?)",
            (
                (*(self.stage.words[each] for each in (relation.name, subject, object)), has_standing(subject, object))
                for relation in RELATIONS for subject in KIND for object in KIND if relation.joins(subject, object)
            ),
        )  # fmt: skip
        return [
            *self._kinds(), *self._same_nodes(), *self._same_edges(), *self._missing_ends(), *self._wrong_ends(),
            *self._references(),
        ]  # fmt: skip

    def _kinds(self) -> Iterable[Problem]:
        for id, kind, known, *place in self.database.execute(
            "SELECT s.node, s.kind, n.kind, s.file, s.line, s.position FROM temp.staged_node s JOIN node n ON n.id = s.node"
            " WHERE n.kind <> s.kind ORDER BY s.seq"
        ):
            yield self.stage.problem(
                place, f"{id} is stated as {self.names[kind]}, but is already known as {self.names[known]}",
                "an id is for good: give this node another id, or state it as the kind it has",
            )  # fmt: skip

    def _same_nodes(self) -> Iterable[Problem]:
        for (seqs,) in self.database.execute(
            "SELECT group_concat(seq) FROM temp.staged_node GROUP BY dataset, node HAVING COUNT(*) > 1"
        ).fetchall():
            rows = self.database.execute(
                "SELECT node, from_earliest, to_latest, file, line, position FROM temp.staged_node"
                " WHERE seq IN (SELECT value FROM json_each('[' || ? || ']')) ORDER BY seq", (seqs,)
            ).fetchall()  # fmt: skip
            for later, row in enumerate(rows):
                same = (
                    each for each in rows[:later]
                    if each[1] < (row[2] or AFTER_ALL) and row[1] < (each[2] or AFTER_ALL)
                )  # fmt: skip
                if first := next(same, None):
                    yield self._again(
                        row[0], row[3:], first[3:],
                        "give one of them another id, or days of validity that do not overlap",
                    )  # fmt: skip

    def _same_edges(self) -> Iterable[Problem]:
        for first, seqs in self.database.execute(
            "SELECT MIN(seq), group_concat(seq) FROM temp.staged_edge GROUP BY dataset, own_id,"
            " CASE WHEN own_id IS NULL THEN relation END, CASE WHEN own_id IS NULL THEN subject END,"
            " CASE WHEN own_id IS NULL THEN object END HAVING COUNT(*) > 1"
        ).fetchall():
            rows = self.database.execute(
                "SELECT subject || ' ' || w.word || ' ' || object, file, line, position FROM temp.staged_edge"
                " JOIN word w ON w.key = relation"
                " WHERE seq IN (SELECT value FROM json_each('[' || ? || ']')) ORDER BY seq = ? DESC, seq", (seqs, first)
            ).fetchall()  # fmt: skip
            for row in rows[1:]:
                yield self._again(
                    row[0], row[1:], rows[0][1:],
                    "state it once, or give each an id of its own (two terms of office)",
                )  # fmt: skip

    def _again(self, what: str, place: Sequence[int], first: Sequence[int], mend: str) -> Problem:
        there = self.stage.problem(first, "", "")
        return self.stage.problem(place, f"{what} is stated already at {there.file}:{there.line}", mend)

    def _missing_ends(self) -> Iterable[Problem]:
        for subject, has_subject, object, has_object, *place in self.database.execute(
            "SELECT e.subject, a.key, e.object, b.key, e.file, e.line, e.position FROM temp.staged_edge e"
            " LEFT JOIN node a ON a.id = e.subject LEFT JOIN node b ON b.id = e.object"
            " WHERE a.key IS NULL OR b.key IS NULL ORDER BY e.seq LIMIT ?", (MOST_PROBLEMS,)
        ):  # fmt: skip
            for id in [id for id, key in ((subject, has_subject), (object, has_object)) if key is None]:
                yield self.stage.problem(place, f"there is no node {id}", self.mend_of_missing(id))

    def _wrong_ends(self) -> Iterable[Problem]:
        for relation, standing, a, a_kind, b, b_kind, fits, *place in self.database.execute(
            "SELECT e.relation, e.standing, a.id, a.kind, b.id, b.kind, x.standing, e.file, e.line, e.position"
            " FROM temp.staged_edge e JOIN node a ON a.id = e.subject JOIN node b ON b.id = e.object"
            " LEFT JOIN temp.allowed x ON x.relation = e.relation AND x.subject = a.kind AND x.object = b.kind"
            " WHERE x.relation IS NULL OR (e.standing > 0 AND NOT x.standing) ORDER BY e.seq LIMIT ?", (MOST_PROBLEMS,)
        ):  # fmt: skip
            if fits is not None:
                yield self.stage.problem(
                    place, f"{self.names[relation]} from {a} to {b} has a standing ({codes.STANDING[standing]})",
                    "leave standing out: edges that touch a duty or a source have none",
                )  # fmt: skip
                continue
            table = RELATION[self.names[relation]]
            yield self.stage.problem(
                place, f"{table.name} cannot lead from {a} ({self.names[a_kind]}) to {b} ({self.names[b_kind]})",
                f"it leads from {', '.join(table.sources)} to {'the same kind' if table.same_kind else ', '.join(table.targets)}",
            )  # fmt: skip

    def _references(self) -> Iterable[Problem]:
        for id, kinds, field, kind, *place in self.database.execute(
            "SELECT r.id, r.kinds, r.field, n.kind, r.file, r.line, r.position FROM"
            " (SELECT * FROM temp.staged_reference UNION ALL"
            "  SELECT source, '[\"Source\"]', 'source', file, line, position FROM"
            "  (SELECT source, file, line, position, MIN(place) FROM"
            "   (SELECT source, file, line, position, seq AS place FROM temp.staged_node WHERE source IS NOT NULL UNION ALL"
            "    SELECT source, file, line, position, seq + 1e12 FROM temp.staged_edge WHERE source IS NOT NULL)"
            "   GROUP BY source)"
            " ) r LEFT JOIN node n ON n.id = r.id"
        ):
            allowed = json.loads(kinds)
            if kind is None:
                yield self.stage.problem(
                    place, f"{field} names {id}, and there is no such node", self.mend_of_missing(id)
                )
            elif allowed and self.names[kind] not in allowed:
                yield self.stage.problem(
                    place, f"{field} names {id}, a {self.names[kind]}", f"name a {' or '.join(allowed)}"
                )

    def states(self, statement: str) -> bool:
        """Whether the files state it, be it well or badly; for messages."""
        if self._stated is None:
            nodes = self.database.execute("SELECT dataset, node FROM temp.staged_node")
            edges = self.database.execute(
                "SELECT dataset, relation, subject, object, own_id FROM temp.staged_edge"
            )
            self._stated = {node_statement(self.names[dataset], node) for dataset, node in nodes}
            self._stated |= {
                edge_statement(self.names[dataset], self.names[relation], *ends)
                for dataset, relation, *ends in edges
            }
        return statement in self._stated

    def mend_of_missing(self, id: str) -> str:
        """How to mend a reference to nothing: the nearest id there is (for the first few), or a hint."""
        start, _, tail = id.rpartition("/")
        self._missing += 1
        if self._missing <= MOST_SUGGESTED:
            beside = "SELECT id FROM node WHERE id > ?1 || '/' AND id < ?1 || '0' LIMIT 5000"
            near = get_close_matches(
                id, [each for (each,) in self.database.execute(beside, (start,))], 1, 0.8
            )
            elsewhere = (
                "SELECT id FROM node WHERE substr(id, -length(?1) - 1) = '/' || ?1 ORDER BY id LIMIT 1"
            )
            near = near or [each for (each,) in self.database.execute(elsewhere, (tail,))]
            if near:
                return f"did you mean {near[0]}? Else state it first"
        return "state it, or correct the id"
