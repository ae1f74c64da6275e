"""Walks through a page: runs its blocks in order, in one folder, as a reader would who follows it from top to bottom.

The folder is like a checkout after `make serve`: it has the bundled data sets in loaders/datasets, and a store made of
them.
"""

import io
import json
import shutil
from collections.abc import Sequence
from contextlib import chdir, closing, redirect_stdout
from pathlib import Path

from remit.graphmodel.errors import DataRefused
from remit.graphmodel.store import Author
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.loaders.load import load
from tests.docs.blocks import ROOT, Block, blocks_of
from tests.docs.compare import cut_alike, fits, json_fits, laid_out, without_changing
from tests.docs.shell import STORE, Shell
from tests.docs.yaml_blocks import check_part, path_named

AUTHOR = Author("planner", "2026-01-01T00:00:00Z", "a page of the documents", "docs")
Shown = tuple[Block, str]


def walk(page: Path, folder: Path, bundled_store: Path) -> list[Shown]:
    """The blocks that show what something prints, each with the text that it should have."""
    shutil.copytree(ROOT / "loaders/datasets", folder / "loaders/datasets")
    shutil.copyfile(bundled_store, folder / STORE)
    walker = _Walker(folder)
    blocks = blocks_of(page)
    shown: list[Shown] = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        after = following if following and following.follows else None
        if any(block is answer for answer, _ in shown):
            continue
        try:
            shown += walker.step(block, after)
        except Exception as error:
            error.add_note(f"in {block.place}")
            raise
    walker.load_folders()
    return shown


class _Walker:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shell = Shell(folder)
        self._names: dict[str, object] = {}
        self._datasets: set[Path] = set()

    def step(self, block: Block, after: Block | None) -> Sequence[Shown]:
        """Run a block; `after` is the block straight after it."""
        if block.language == "console":
            return [(block, self._console(block.text))]
        if block.language == "sh":
            self._commands(block.text)
        if block.language == "graphql":
            return self._graphql(block.text, after)
        if block.language == "python":
            return self._python(block, after)
        if block.language == "yaml":
            self._yaml(block.text)
        if block.language == "diff":
            self._edit(block.text)
        if block.language == "jsonl":
            self._load_lines(block.text)
        if block.language == "json" and "…" not in block.text:
            json.loads(block.text)
        return []

    def _console(self, text: str) -> str:
        kept = []
        for command, shown in _prompts(text):
            printed = self._shell.run(command[2:].replace("\\\n", " ")).strip("\n")
            if fits(shown, printed):
                said = shown
            else:
                said = cut_alike(shown, without_changing(printed) if "remit audit" in command else printed)
            kept += [command, said] if said else [command]
        assert self._shell.status == 0, f"the last command ended with {self._shell.status}: show echo $?"
        return "\n".join("\n".join(line.rstrip() for line in each.split("\n")) for each in kept)

    def _commands(self, text: str) -> None:
        for line in text.replace("\\\n", " ").splitlines():
            if line.strip() and not line.startswith("#"):
                printed = self._shell.run(line.removeprefix("$ ").partition("  # ")[0].strip())
                assert self._shell.status == 0, f"{line} ended with {self._shell.status}:\n{printed}"

    def _graphql(self, query: str, after: Block | None) -> Sequence[Shown]:
        with self._shell.client() as client:
            answer = client.post("/graphql", json={"query": query}).json()
        if "errors" in answer:
            told = after is not None and '"errors"' in after.text
            assert told, f"the query fails, and the page does not say so: {answer}"
        if after and after.language == "json":
            right = json_fits(after.text, answer)
            return [(after, after.text if right else laid_out(answer))]
        return []

    def _python(self, block: Block, after: Block | None) -> Sequence[Shown]:
        printed = io.StringIO()
        with chdir(self._folder), redirect_stdout(printed):
            exec(compile(block.text, block.place, "exec"), self._names)
        said = printed.getvalue().strip("\n")
        if after and after.language == "text":
            return [(after, after.text if fits(after.text, said) else said)]
        assert not said, f"the program prints, and no text block shows it:\n{said}"
        return []

    def _yaml(self, text: str) -> None:
        name = path_named(text)
        if name is None:
            check_part(text)
            return
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
        if "\nscenario: " not in text:
            self._datasets.add(path.parent)

    def _edit(self, text: str) -> None:
        head, *lines = text.splitlines()
        assert head.startswith("--- "), "an edit begins with --- and the file"
        path = self._folder / head.removeprefix("--- ")
        text_now = path.read_text(encoding="utf-8")
        for place in "\n".join(lines).split("\n@@\n"):
            before, after = (
                "".join(f"{line[1:]}\n" for line in place.split("\n") if line[:1] in {sign, " ", ""})
                for sign in "-+"
            )
            assert text_now.count(before) == 1, (
                f"{path} has these lines {text_now.count(before)} times:\n{before}"
            )
            text_now = text_now.replace(before, after)
        path.write_text(text_now, encoding="utf-8")

    def _load_lines(self, text: str) -> None:
        path = self._folder / "lines.jsonl"
        path.write_text(text + "\n", encoding="utf-8")
        self._load(path)

    def load_folders(self) -> None:
        """Each data set that the page's blocks have made must load, as it is at the end."""
        for folder in sorted(self._datasets):
            self._load(folder)

    def _load(self, path: Path) -> None:
        with closing(SqliteStore.open(self._folder / STORE)) as store:
            try:
                load(store, [path], AUTHOR, dry_run=True)
            except DataRefused as refused:
                raise AssertionError("\n".join(map(str, refused.problems))) from None


def _prompts(text: str) -> list[tuple[str, str]]:
    """Commands (with their prompt, and the lines they go on in) and what is shown of what they print."""
    found: list[tuple[str, str]] = []
    lines = text.split("\n")
    while lines:
        command = lines.pop(0)
        assert command.startswith("$ "), f"a console block shows commands after a $, not {command!r}"
        while command.endswith("\\"):
            command += "\n" + lines.pop(0)
        shown = []
        while lines and not lines[0].startswith("$ "):
            shown.append(lines.pop(0))
        found.append((command, "\n".join(shown)))
    return found
