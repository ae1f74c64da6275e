"""How commands write: JSON and CSV for programs, tables for people, messages on stderr."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper

import click

from remit.api.cli.options import Form
from remit.api.jsonable import Json
from remit.api.streams import write


def tell(message: str) -> None:
    """Tell the user something that is no part of the answer."""
    click.echo(message, err=True)


def write_json(value: Json) -> None:
    """Write one JSON value, in UTF-8 whatever the terminal's encoding is."""
    _in_utf8()
    write(json.dumps(value, ensure_ascii=False, indent=2) + "\n", sys.stdout)


def write_csv(lines: Iterable[Sequence[object]]) -> None:
    """Write lines of CSV, in UTF-8."""
    _in_utf8()
    csv.writer(sys.stdout, lineterminator="\n").writerows(lines)


def write_listing(
    name: str, rows: Sequence[dict[str, Json]], titles: Sequence[str], form: Form, *, empty: str
) -> None:
    """Write a plain list of rows of one shape in the form wanted; `empty` is said where there are none."""
    if form is Form.JSON:
        write_json({"listing": name, "rows": list(rows)})
    elif form is Form.CSV:
        keys = list(rows[0]) if rows else []
        lines = [["; ".join(map(str, v)) if isinstance(v, list) else v for v in row.values()] for row in rows]
        write_csv([keys, *lines] if rows else [])
    elif rows:
        from remit.api.tables import show, table

        numbers = [place for place, value in enumerate(rows[0].values()) if isinstance(value, int)]
        show(table(titles, (tuple(row.values()) for row in rows), numbers), sys.stdout)
    else:
        click.echo(empty)


def _in_utf8() -> None:
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
