"""A load: files staged, checked and compared, then applied in one change, or refused with every problem.

1. Staging needs no lock; long reading blocks nobody. 2. The rest is one write transaction: anchors, checks, final rows,
comparison, retractions and assertions, knock-on, the record of the change. A refusal or a dry run undoes it all.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from remit.graphmodel.days import Day
from remit.graphmodel.errors import DataRefused, Problem
from remit.graphmodel.statements import Dataset, EdgeStatement, NodeStatement
from remit.graphmodel.store import Author, DatasetChange, LoadReport, Progress, no_progress
from remit.graphmodel.stores.sqlite import codes, rows
from remit.graphmodel.stores.sqlite.checking import Checking
from remit.graphmodel.stores.sqlite.diff import Diff, compare
from remit.graphmodel.stores.sqlite.ending import end_dropped
from remit.graphmodel.stores.sqlite.ends import dangling
from remit.graphmodel.stores.sqlite.file import File, Undo, script, statements
from remit.graphmodel.stores.sqlite.knock_on import knock_on
from remit.graphmodel.stores.sqlite.premises import Premises, settle
from remit.graphmodel.stores.sqlite.stage import Stage
from remit.graphmodel.stores.sqlite.write import Writing, drop_covering, make_covering

Fetch = Callable[[Stage], None]


class Load:
    """One load of one or more data sets into a file."""

    def __init__(
        self, file: File, heads: Sequence[Dataset], author: Author, progress: Progress | None
    ) -> None:
        self.file = file
        self.heads = heads
        self.author = author
        self.progress = progress or no_progress
        self.reports = {head.dataset: DatasetChange(head.dataset) for head in heads}

    def run(
        self,
        said: Iterable[NodeStatement | EdgeStatement],
        problems: list[Problem],
        *,
        dry_run: bool,
        ended_on: date | None,
        fetch: Fetch | None = None,
    ) -> LoadReport:
        """Stage, check, compare, apply. Raises DataRefused.

        `fetch` brings into the file what the load will look at, where the file does not hold it all.
        """
        with self.file.reading() as database:
            self._code_words(database)
            stage = Stage(database, codes.words(database), self.heads, self.progress)
            stage.add(said)
            if fetch is not None:
                fetch(stage)
            self.progress("checking", stage.nodes + stage.edges)
            change = None
            with self.file.transaction(database):
                writing = Writing(database)
                if writing.first == 1:
                    drop_covering(database)
                self._prepare(stage, writing, problems)
                self._apply(stage, writing, ended_on)
                if fetch is None:  # a file that holds what one change looks at is never searched
                    writing.index()
                if left := dangling(stage, writing.change):
                    raise DataRefused(left)
                if not any(report.changes for report in self.reports.values()) or dry_run:
                    raise Undo
                self.progress("publishing", stage.nodes + stage.edges)
                change = writing.publish(self.author, "load", self.reports)
            return LoadReport(change, list(self.reports.values()), dry_run)

    def _code_words(self, database: sqlite3.Connection) -> None:
        """Words are coded beforehand, so that staging knows them; an unused word does no harm."""
        known = codes.words(database)
        new = [head.dataset for head in self.heads if head.dataset not in known]
        if new or not known:
            with self.file.transaction(database):
                Writing(database, new)

    def _prepare(self, stage: Stage, writing: Writing, problems: list[Problem]) -> None:
        """All that is checked before anything is compared, so that every problem is told at once."""
        stage.anchor()
        checking = Checking(stage)
        found = [*problems, *checking.problems()]
        self._date_sources(stage)
        for statement in statements(script("final.sql")):
            stage.database.execute(statement)
        staged = frozenset(stage.words[head.dataset] for head in self.heads)
        found += settle(checking, Premises(stage.database, writing.words, staged))
        if found:
            raise DataRefused(sorted(found, key=lambda each: (each.file, each.line, each.column)))

    def _date_sources(self, stage: Stage) -> None:
        """The date of each source named: as its data set says, else the latest any other says, else the data set's own."""
        database = stage.database
        own = {stage.words[head.dataset]: Day.read(head.date).latest for head in self.heads}
        used = database.execute(
            "SELECT DISTINCT dataset, COALESCE(source, '') FROM temp.staged_node UNION"
            " SELECT DISTINCT dataset, COALESCE(source, '') FROM temp.staged_edge"
        ).fetchall()
        loading = json.dumps(list(own))
        dated: dict[tuple[int | None, str], int] = {}
        for dataset, id, day in database.execute(
            "SELECT NULL, n.id, json_extract(f.attributes, '$.date') FROM node_fact f JOIN node n ON n.key = f.node"
            " WHERE f.retracted IS NULL AND n.kind = ?1 AND n.id IN (SELECT value FROM json_each(?2))"
            " AND f.dataset NOT IN (SELECT value FROM json_each(?3)) UNION ALL"
            " SELECT dataset, node, json_extract(attributes, '$.date') FROM temp.staged_node WHERE kind = ?1",
            (stage.words["Source"], json.dumps([id for _, id in used]), loading),
        ):
            if day:
                latest = Day.read(day).latest
                for key in ((dataset, id), (None, id)):
                    dated[key] = max(latest, dated.get(key, latest))
        database.executemany(
            "INSERT INTO temp.source_date VALUES (?, ?, (SELECT key FROM node WHERE id = ?2), ?)",
            [(key, id, dated.get((key, id), dated.get((None, id), own[key]))) for key, id in used],
        )

    def _apply(self, stage: Stage, writing: Writing, ended_on: date | None) -> None:
        database = stage.database
        keys = json.dumps([stage.words[head.dataset] for head in self.heads])
        self.progress("comparing", stage.nodes + stage.edges)
        diffs = compare(stage, keys)
        self._refuse_clashes(stage, diffs)
        for table, diff in diffs.items():
            database.executemany(
                f"INSERT INTO temp.kept_out_{table} VALUES (?)", [(seq,) for seq in diff.keep_out[table]]
            )
            self._report(stage, table)
            database.execute(
                f"UPDATE {table}_fact SET retracted = ? WHERE number IN (SELECT fact FROM temp.gone_{table})",
                (writing.change,),
            )
        self.progress("writing", stage.nodes + stage.edges)
        for head in self.heads:
            self._assert_head(writing, head)
        for table, diff in diffs.items():
            writing.assert_staged(table)
            writing.mark(diff.marks)
            self._note_caught_up(database, table, diff)
        if writing.first == 1:  # the store was empty
            make_covering(database)
        if ended_on:
            end_dropped(writing, ended_on, self.reports)
        knock_on(writing, self.reports.copy(), self.reports)

    def _note_caught_up(self, database: sqlite3.Connection, table: str, diff: Diff) -> None:
        for (dataset,) in database.execute(
            f"SELECT w.word FROM {table}_fact f JOIN word w ON w.key = f.dataset"
            " WHERE f.number IN (SELECT value FROM json_each(?))",
            (json.dumps([number for number, _ in diff.marks]),),
        ):
            self.reports[dataset].caught_up += 1

    def _assert_head(self, writing: Writing, head: Dataset) -> None:
        packed = rows.packed_head(head)
        live = writing.database.execute(
            "SELECT number, head FROM dataset_fact WHERE dataset = ? AND retracted IS NULL",
            (writing.words[head.dataset],),
        ).fetchone()
        if live is None or live[1] != packed:
            self.reports[head.dataset].head_changed = True
            writing.retract("dataset", [live[0]] if live else [])
            writing.assert_head(head.dataset, packed, codes.bits(head.complete))

    def _report(self, stage: Stage, table: str) -> None:
        """Count and list what changes, by statement: asserted and retracted both is *changed*."""
        names = {key: word for word, key in stage.words.items()}
        for head in self.heads:
            (same,) = stage.database.execute(
                f"SELECT COUNT(*) FROM temp.same_{table} JOIN {table}_fact f ON f.number = fact WHERE f.dataset = ?",
                (stage.words[head.dataset],),
            ).fetchone()
            self.reports[head.dataset].unchanged += same
        coming = _statements(stage.database, names, f"temp.final_{table}", table, (
            f"f.seq NOT IN (SELECT seq FROM temp.same_{table}) AND f.seq NOT IN (SELECT seq FROM temp.kept_out_{table})"
        ))  # fmt: skip
        going = dict.fromkeys(
            _statements(
                stage.database,
                names,
                f"{table}_fact",
                table,
                f"f.number IN (SELECT fact FROM temp.gone_{table})",
            )
        )
        for dataset, statement in coming:
            changed = going.pop((dataset, statement), "new") is None
            self.reports[dataset].add("changed" if changed else "added", statement)
        for dataset, statement in going:
            self.reports[dataset].add("retracted", statement)

    def _refuse_clashes(self, stage: Stage, diffs: dict[str, Diff]) -> None:
        problems = []
        for table, diff in diffs.items():
            for clash in diff.clashes:
                told = [
                    f"{what}: {rows.told(stage.database, table, numbers) or 'not stated'}"
                    for what, numbers in (("last load", clash.last_load), ("store", clash.store))
                ]
                place, file = rows.told_staged(stage.database, table, clash.staged)
                dataset, statement = rows.statement(
                    stage.database, table, [*clash.last_load, *clash.store][0]
                )
                message = (
                    f"the store has moved on since the last load of {statement}"
                    f" ({'; '.join(told)}; file: {file or 'not stated'})"
                )
                mend = "make the file say what the store says, or undo the change in the store"
                head = stage.heads[dataset].position.file
                problems.append(
                    stage.problem(place, message, mend) if place else Problem(head, 0, 0, message, mend)
                )
        if problems:
            raise DataRefused(problems)


def _statements(
    database: sqlite3.Connection, names: dict[int, str], rows_of: str, table: str, where: str
) -> Iterable[tuple[str, str]]:
    if table == "node":
        for dataset, id in database.execute(
            f"SELECT f.dataset, n.id FROM {rows_of} f JOIN node n ON n.key = f.node WHERE {where} ORDER BY n.id"
        ):
            yield names[dataset], id
        return
    for dataset, relation, subject, object, own_id in database.execute(
        f"SELECT f.dataset, f.relation, a.id, b.id, f.own_id FROM {rows_of} f JOIN node a ON a.key = f.subject"
        f" JOIN node b ON b.key = f.object WHERE {where} ORDER BY a.id, f.relation, b.id"
    ):
        yield names[dataset], f"#{own_id}" if own_id else f"{subject} {names[relation]} {object}"
