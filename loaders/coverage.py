"""Coverage: what became of each line of the document that a data set was made from.

coverage.yaml -> entries -> compared with the statements of the data set, and with the document
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from remit.graphmodel.errors import Problem, mend_of_unknown
from remit.graphmodel.kinds import BODIES
from remit.graphmodel.statements import EdgeStatement, NodeStatement
from remit.graphmodel.tree import Mapping, Scalar, Sequence, Tree, leads_out, read_tree
from remit.loaders.problems import Problems, in_order
from remit.loaders.raw import Raw
from remit.loaders.yaml_folder import COVERAGE, YamlFolder

DIGITS = 16
STATED = (*BODIES, "Duty")
_HASH = re.compile(rf"[0-9a-f]{{{DIGITS}}}")
_ENTRY = ("locator", "hash", "states", "left_out")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the document: where it stands, its hash, and the statements it led to or why it led to none."""

    raw: Raw
    locator: str
    hash: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The entries of a coverage file, and the name of the document they cover."""

    path: Path
    document: str
    entries: tuple[Entry, ...]


def hash_of(line: str) -> str:
    """The hash of a line of a document, white space at its ends apart."""
    return hashlib.sha256(line.strip().encode()).hexdigest()[:DIGITS]


def read_coverage(folder: Path, problems: Problems) -> Coverage | None:
    """The coverage file of a data set; None, with a problem, where it cannot be read. Entries of bad form are left out."""
    path, before = folder / COVERAGE, len(problems)
    tree = None if leads_out(path, problems) else read_tree(path, str(path), problems)
    keys = {key.text: value for key, value in tree.items} if isinstance(tree, Mapping) else {}
    document, lines = keys.get("document"), keys.get("lines")
    if len(problems) > before:
        return None
    if (
        not isinstance(document, Scalar)
        or not document.text
        or not isinstance(lines, Sequence)
        or len(keys) > 2
    ):
        problems.append(
            Problem(str(path), 1, 1, "it is no coverage file", "write document: and lines:, and nothing else")
        )
        return None
    entries = (_entry(str(path), each, problems) for each in lines.items)
    return Coverage(path, document.text, tuple(each for each in entries if each))


def _entry(file: str, tree: Tree, problems: Problems) -> Entry | None:
    if not isinstance(tree, Mapping):
        problems.append(
            Problem(file, tree.line, tree.column, "this line has no keys", "write - {locator: …, hash: …, …}")
        )
        return None
    before = len(problems)
    raw = Raw(
        file, tree.line, tree.column, {}, {key.text or "": (key.line, key.column) for key, _ in tree.items}
    )
    for key, value in tree.items:
        name = key.text or ""
        if name not in _ENTRY:
            problems.append(raw.problem(name, f"a line has no field {name!r}", mend_of_unknown(name, _ENTRY)))
        elif name == "states":
            listed = value.items if isinstance(value, Sequence) else []
            raw.values[name] = [each.text for each in listed if isinstance(each, Scalar) and each.text]
            if not listed or len(raw.values[name]) < len(listed):
                problems.append(
                    raw.problem(name, "states is no list of statements", "write ids of nodes and edges")
                )
        elif isinstance(value, Scalar) and value.text and value.text.strip():
            raw.values[name] = value.text.strip()
        else:
            problems.append(raw.problem(name, f"{name} is no text", "write a text"))
    for name in ("locator", "hash"):
        if not raw.has(name):
            problems.append(raw.problem(name, f"the line has no {name}", f"add {name}: …"))
    if raw.has("states") == raw.has("left_out"):
        problems.append(
            raw.problem("", "it needs one of states and left_out", "write what it led to, or why to nothing")
        )
    if "hash" in raw.values and not _HASH.fullmatch(raw.values["hash"]):
        mend = f"write the first {DIGITS} hex digits of its SHA-256"
        problems.append(raw.problem("hash", f"{raw.values['hash']!r} is no hash of a line", mend))
    if len(problems) > before:
        return None
    return Entry(raw, raw.values["locator"], raw.values["hash"], tuple(raw.values.get("states", ())))


def check_coverage(folder: Path, document: Path | None = None) -> list[Problem]:
    """What is wrong with the coverage of a data set: its form, ids, gaps, locators, and (where given) the document."""
    problems = Problems()
    coverage = read_coverage(folder, problems)
    data_set = YamlFolder(folder, problems)
    said = list(data_set.statements())
    if coverage and not problems:
        covered = set(_named(coverage, data_set, {each.id for each in said}, problems))
        locators = {entry.locator for entry in coverage.entries}
        for each in said:
            _check_statement(each, covered, locators, problems)
        if document:
            for problem in compare(coverage, document):
                problems.append(problem)
    return in_order(problems)


def _named(coverage: Coverage, data_set: YamlFolder, ids: set[str], problems: Problems) -> Iterator[str]:
    """The statements that entries name."""
    for entry in coverage.entries:
        for written in entry.states:
            statement = data_set.references.premise(entry.raw, written)
            if statement in ids:
                yield statement
            elif statement:
                message = f"the data set does not state {written!r}"
                near = mend_of_unknown(
                    statement.partition(": ")[2], sorted(each.partition(": ")[2] for each in ids)
                )
                mend = near if near.startswith("did") else "correct it, or state it"
                problems.append(entry.raw.problem("states", message, mend))


def _check_statement(
    said: NodeStatement | EdgeStatement, covered: set[str], locators: set[str], problems: Problems
) -> None:
    at = said.position
    if isinstance(said, NodeStatement) and said.kind in STATED and said.id not in covered:
        mend = f"name it in {COVERAGE} under states of the line that it came from, or take it out"
        problems.append(
            Problem(at.file, at.line, at.column, f"no line of the document led to {said.node}", mend)
        )
    if said.locator is not None and said.locator not in locators:
        message = f"{COVERAGE} has no line with the locator {said.locator!r}"
        problems.append(
            Problem(at.file, at.line, at.column, message, mend_of_unknown(said.locator, sorted(locators)))
        )


def compare(coverage: Coverage, document: Path) -> list[Problem]:
    """Where the lines of the document and the entries differ, in order; the first difference of each run is named."""
    lines = [
        (number, line)
        for number, line in enumerate(document.read_text("utf-8").splitlines(), 1)
        if line.strip()
    ]
    found = []
    for line, entry in zip_longest(lines, coverage.entries):
        if line is None:
            found.append(
                entry.raw.problem("hash", "the document has no such line any more", "take the entry out")
            )
        elif entry is None:
            message = f"{COVERAGE} has no entry for this line"
            found.append(
                Problem(str(document), line[0], 1, message, f"add one with hash: {hash_of(line[1])}")
            )
        elif hash_of(line[1]) != entry.hash:
            message = f"line {line[0]} of {document.name} is not the one covered as {entry.locator!r}"
            mend = f"its hash is {hash_of(line[1])}: has a line been changed, added or removed?"
            return [*found, entry.raw.problem("hash", message, mend)]
    return found


def words_of(text: str) -> list[str]:
    """The words of a text, for comparing runs of them."""
    return _WORD.findall(text.casefold())


def copied_runs(
    texts: Iterable[tuple[str, str]], document: str, length: int = 10
) -> Iterator[tuple[str, str]]:
    """Runs of so many words that a named text shares with a document: the name and the run, the first of each text."""
    words = words_of(document)
    runs = {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
    for name, text in texts:
        own = words_of(text)
        for start in range(len(own) - length + 1):
            if (run := tuple(own[start : start + length])) in runs:
                yield name, " ".join(run)
                break
