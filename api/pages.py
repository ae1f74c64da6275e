"""The HTML pages: where to begin, and the editor of the GraphQL page. They ask no other host for anything."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from remit.api.graphql.examples import EXAMPLES, Example
from remit.graphmodel.store import DatasetInfo

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
EDITOR_FILES = (
    "react.production.min.js",
    "react-dom.production.min.js",
    "graphiql.min.js",
    "graphiql.min.css",
)


def editor_is_there(folder: Path = STATIC) -> bool:
    """Whether the files of GraphiQL have been fetched."""
    return all((folder / "graphiql" / name).is_file() for name in EDITOR_FILES)


def graphql_page(folder: Path = STATIC) -> str:
    """The page for browsers at /graphql: the editor, or how to get it."""
    return _template("graphiql.html" if editor_is_there(folder) else "no-graphiql.html").substitute()


def start_page(datasets: Sequence[DatasetInfo], version: str) -> str:
    """The page at /: what is served, and where to begin."""
    loaded = {each.head.dataset for each in datasets}
    rows = "\n".join(_dataset_row(each) for each in datasets)
    nothing = '<tr><td colspan="5">Nothing is loaded yet: run <code>remit load --bundled</code>.</td></tr>'
    examples = [each for each in EXAMPLES if each.dataset is None or each.dataset in loaded]
    return _template("start.html").substitute(
        datasets=rows or nothing,
        examples="\n".join(_example(each) for each in examples[:3]),
        version=escape(version),
    )


def _template(name: str) -> Template:
    return Template((HERE / "templates" / name).read_text(encoding="utf-8"))


def _dataset_row(info: DatasetInfo) -> str:
    head = info.head
    cells = (
        f"<td>{escape(head.title)}</td><td><code>{escape(head.dataset)}</code></td><td>{escape(head.date)}</td>"
        f'<td class="count">{info.nodes:,}</td><td class="count">{info.edges:,}</td>'
    )
    return f"<tr>{cells}</tr>"


def _example(example: Example) -> str:
    return f'<li><a href="graphql?query={quote(example.query)}">{escape(example.title)}</a></li>'
