"""Staging: what the files say is written to temporary tables, to be checked and dated there, a set at a time."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from remit.graphmodel.days import AFTER_ALL, BEFORE_ALL, ENDED, Day
from remit.graphmodel.errors import Problem
from remit.graphmodel.kinds import KINDS, fields_of
from remit.graphmodel.relations import RELATIONS
from remit.graphmodel.statements import Dataset, EdgeStatement, NodeStatement, Position, Statement
from remit.graphmodel.store import Progress
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.stores.sqlite.file import script, statements

BATCH = 5000
_NODE_REFERENCES = {
    kind.name: [f for f in fields_of(kind) if f.type in ("node", "list of nodes")] for kind in KINDS
}
_EDGE_REFERENCES = {
    each.name: [f for f in each.fields if f.type in ("node", "list of nodes")] for each in RELATIONS
}


class Stage:
    """The temporary tables of one load, on the writer's connection."""

    def __init__(
        self,
        database: sqlite3.Connection,
        words: dict[str, int],
        heads: Sequence[Dataset],
        progress: Progress,
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
                self.database.executemany(f"INSERT INTO temp.{table} VALUES ({places})", batch)
                batch.clear()

    def _node_row(self, said: NodeStatement) -> tuple[object, ...]:
        return (
            self.nodes, self.words[said.dataset], said.node, self.words[said.kind], said.name,
            *_bounds(said), codes.EVIDENCE_CODE[said.evidence], codes.STANDING_CODE[said.standing],
            *codes.absences(said.attributes), *self._rest(said),
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

    def anchor(self) -> None:
        """Give every new node its anchor."""
        self.database.execute(
            "INSERT OR IGNORE INTO node (id, kind) SELECT node, kind FROM temp.staged_node ORDER BY node, seq"
        )


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
