"""Markdown for pages that are made from the code."""

from collections.abc import Sequence

MADE = "<!-- Made from the code: python -m remit.api.docs_pages -->\n"


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; bars in its cells are escaped."""
    lines = [titles, ["---"] * len(titles), *rows]
    return "".join("| " + " | ".join(each.replace("|", "\\|") for each in line) + " |\n" for line in lines)
