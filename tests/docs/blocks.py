"""The documents and their fenced blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
# What each kind of block is for; a test refuses any other.
LANGUAGES = {
    "console": "commands with what they print",
    "sh": "commands without what they print",
    "graphql": "a query; a json block straight after it is its answer",
    "python": "a program; a text block straight after it is what it prints",
    "yaml": "a file of a data set, or a part of one; a first line `# folder/file.yaml` names the file",
    "jsonl": "a data set",
    "diff": "an edit of a file that a yaml block or a command has made",
    "json": "JSON",
    "mermaid": "a picture",
    "text": "what nobody runs",
    "": "what nobody runs",
}
_FENCE = re.compile(r"( *)(`{3,})([a-z]*)\s*")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text without the fences, and the line (from 1) its text begins in."""

    page: Path
    language: str
    text: str
    line: int
    end: int  # the line of the closing fence
    follows: bool  # straight after another block, with nothing but empty lines between

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def name_of(page: Path) -> str:
    """A page's path as a reader knows it."""
    return str(page.relative_to(ROOT))


def blocks_of(page: Path) -> list[Block]:
    """The fenced blocks of a page."""
    return list(_blocks(page, page.read_text(encoding="utf-8").splitlines()))


def _blocks(page: Path, lines: list[str]) -> Iterator[Block]:
    number, follows = 0, False
    while number < len(lines):
        opening = _FENCE.fullmatch(lines[number])
        number += 1
        if opening is None:
            follows = follows and not lines[number - 1].strip()
            continue
        indent, fence, language = opening.groups()
        begin = number
        while number < len(lines) and lines[number].strip() != fence:
            number += 1
        assert number < len(lines), f"{page}:{begin}: the block is never closed"
        text = "\n".join(line.removeprefix(indent) for line in lines[begin:number])
        yield Block(page, language, text, begin + 1, number + 1, follows)
        number, follows = number + 1, True


def prose_of(page: Path) -> str:
    """A page without its fenced blocks."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for block in blocks_of(page):
        lines[block.line - 2 : block.end] = [""] * (block.end - block.line + 2)
    return "\n".join(lines)
