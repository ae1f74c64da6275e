"""Withdrawing a data set: all that it says is retracted in one change; what rested on it elsewhere ends with it."""

import sqlite3

from remit.graphmodel.store import Author, DatasetChange, LoadReport
from remit.graphmodel.stores.sqlite.diff import TABLES
from remit.graphmodel.stores.sqlite.file import File, Undo
from remit.graphmodel.stores.sqlite.knock_on import knock_on
from remit.graphmodel.stores.sqlite.write import Writing


def withdraw(
    file: File, database: sqlite3.Connection, dataset: str, author: Author, dry_run: bool
) -> LoadReport:
    """Retract every live fact of a data set, and its head."""
    reports = {dataset: DatasetChange(dataset)}
    change = None
    with file.transaction(database):
        writing = Writing(database)
        for table in (*TABLES, "dataset"):
            cursor = database.execute(
                f"UPDATE {table}_fact SET retracted = ? WHERE dataset = ? AND retracted IS NULL",
                (writing.change, writing.words[dataset]),
            )
            if table == "dataset":
                reports[dataset].head_changed = cursor.rowcount > 0
            else:
                reports[dataset].counts["retracted"] += cursor.rowcount
        knock_on(writing, [dataset], reports)
        writing.index()
        if dry_run or not reports[dataset].changes:
            raise Undo
        change = writing.publish(author, "withdraw", reports)
    return LoadReport(change, list(reports.values()), dry_run)
