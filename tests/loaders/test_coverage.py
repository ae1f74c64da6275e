"""Every bundled data set accounts for every line of its document, and copies none of its sentences."""

import hashlib
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from remit.graphmodel.statements import NodeStatement
from remit.loaders.bundled import bundled
from remit.loaders.coverage import check_coverage, copied_runs, hash_of, read_coverage
from remit.loaders.problems import Problems
from remit.loaders.yaml_folder import YamlFolder
from tests.loaders.trying import ROLES, write

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "documents"
FOLDERS = pytest.mark.parametrize("folder", bundled(), ids=lambda folder: folder.name)
# Titles may stand as they are: names of sources, and of these.
TITLES = {"west-mercia/forces-single-point-of-contact"}


class DocumentsAbsent(UserWarning):
    """The documents are not beside the repository, so they were not compared."""


def document_of(folder: Path) -> Path | None:
    """The document of a bundled data set; None, with a warning, where it is not at hand."""
    coverage = read_coverage(folder, Problems())
    assert coverage is not None
    path = DOCUMENTS / coverage.document
    if DOCUMENTS.is_dir():
        return path
    message = f"{path.name}: not compared, there is no ../shared/documents beside the repository; all else was checked"
    warnings.warn(message, DocumentsAbsent, stacklevel=2)
    return None


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """The texts of a data set, each with the name of its place; comments too."""
    for path in sorted(folder.glob("*.yaml")):
        comments = [
            line.partition("#")[2]
            for line in path.read_text("utf-8").splitlines()
            if line.lstrip().startswith("#")
        ]
        yield f"comments of {path.name}", " ".join(comments)
    for said in YamlFolder(folder, Problems()).statements():
        own = {"reason": said.reason, "note": said.note, "locator": said.locator, **said.attributes}
        if isinstance(said, NodeStatement) and said.kind != "Source" and said.node not in TITLES:
            own["name"] = said.name
        for key, value in own.items():
            for text in value if isinstance(value, list) else [value]:
                if isinstance(text, str):
                    yield f"{said.id}, {key}", text


@FOLDERS
@pytest.mark.filterwarnings("default::tests.loaders.test_coverage.DocumentsAbsent")
def test_every_line_of_the_document_is_accounted_for(folder: Path) -> None:
    assert [str(problem) for problem in check_coverage(folder, document_of(folder))] == []


@FOLDERS
@pytest.mark.filterwarnings("default::tests.loaders.test_coverage.DocumentsAbsent")
def test_no_sentence_of_the_document_is_copied(folder: Path) -> None:
    document = document_of(folder)
    if document:
        text = document.read_text("utf-8")
        assert len(text.split()) > 500
        assert list(copied_runs(texts_of(folder), text)) == []


@FOLDERS
def test_every_bundled_data_set_covers_some_lines(folder: Path) -> None:
    coverage = read_coverage(folder, Problems())
    assert coverage is not None
    assert len(coverage.entries) > 20
    assert any(entry.states for entry in coverage.entries)


def test_a_run_of_ten_words_is_found_however_it_is_written() -> None:
    document = "One two three four five six seven eight nine ten eleven."
    assert list(copied_runs([("nine", "one two three four five six seven eight nine")], document)) == []
    found = list(
        copied_runs([("ten", "x: “Two, three;\nfour FIVE six seven eight — nine ten (eleven)”")], document)
    )
    assert found == [("ten", "two three four five six seven eight nine ten eleven")]


DOCUMENT = "Heading\n\n  The chief reports.  \nThe director sits.\n"


def entry(line: str, rest: str, locator: str) -> str:
    return f'  - {{locator: "{locator}", hash: "{hash_of(line)}", {rest}}}\n'


HEADING = entry("Heading", "left_out: a heading", "0")
CHIEF = entry("The chief reports.", "states: [chief, a duty]", "1")
DIRECTOR = entry("The director sits.", "states: [director, chief REPORTS_TO director]", "2")
GOOD = f"document: d.txt\nlines:\n{HEADING}{CHIEF}{DIRECTOR}"
STATED = ROLES.replace("Executive}", 'Executive, locator: "1", reports_to: {to: director, locator: "2"}}') + (
    "duties:\n  - {id: a-duty, name: A duty}\nsources:\n  - {id: book, name: Book}\n"
)


def check(tmp_path: Path, coverage: str, document: str = DOCUMENT, stated: str = STATED) -> list[str]:
    folder = write(tmp_path / "town", {"x.yaml": stated, "coverage.yaml": coverage})
    path = tmp_path / "d.txt"
    path.write_text(document)
    return [
        str(each).replace(f"{folder}/", "").replace(f"{path}", "d.txt")
        for each in check_coverage(folder, path)
    ]


def test_good_coverage_has_no_problem(tmp_path: Path) -> None:
    assert check(tmp_path, GOOD) == []
    assert hash_of("  The chief reports. \n") == hashlib.sha256(b"The chief reports.").hexdigest()[:16]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "The chief",
            "A chief",
            [
                f"coverage.yaml:4:20: line 3 of d.txt is not the one covered as '1'; its hash is {hash_of('A chief reports.')}:"
                " has a line been changed, added or removed?"
            ],
        ),
        (
            "Heading\n",
            "",
            [
                f"coverage.yaml:3:20: line 2 of d.txt is not the one covered as '0'; its hash is {hash_of('The chief reports.')}:"
                " has a line been changed, added or removed?"
            ],
        ),
        (
            "sits.\n",
            "sits.\n\nMore.\n",
            [f"d.txt:6:1: coverage.yaml has no entry for this line; add one with hash: {hash_of('More.')}"],
        ),
        (
            "The director sits.\n",
            "",
            ["coverage.yaml:5:20: the document has no such line any more; take the entry out"],
        ),
    ],
)  # fmt: skip
def test_a_missing_or_changed_line_is_named(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    assert check(tmp_path, GOOD, DOCUMENT.replace(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "chief, a duty",
            "chef, a duty",
            [
                "coverage.yaml:4:46: the data set does not state 'chef'; did you mean town/chief?",
                "x.yaml:2:5: no line of the document led to town/chief;"
                " name it in coverage.yaml under states of the line that it came from, or take it out",
            ],
        ),
        (
            "chief REPORTS_TO director",
            "director REPORTS_TO chief",
            [
                "coverage.yaml:5:46: the data set does not state 'director REPORTS_TO chief'; did you mean town/chief REPORTS_TO town/director?",
            ],
        ),
        (
            "chief, a duty",
            "chief",
            [
                "x.yaml:5:5: no line of the document led to town/a-duty;"
                " name it in coverage.yaml under states of the line that it came from, or take it out",
            ],
        ),
        (
            'locator: "1"',
            'locator: "one"',
            ["x.yaml:2:5: coverage.yaml has no line with the locator '1'; use one of: 0, 2, one"],
        ),
        ("left_out: a heading", "note: a heading", [
            "coverage.yaml:3:5: it needs one of states and left_out; write what it led to, or why to nothing",
            "coverage.yaml:3:46: a line has no field 'note'; use one of: locator, hash, states, left_out",
        ]),
        ("left_out: a heading", "left_out: a heading, states: [chief]", [
            "coverage.yaml:3:5: it needs one of states and left_out; write what it led to, or why to nothing",
        ]),
        ("left_out: a heading", "left_out: ''", ["coverage.yaml:3:46: left_out is no text; write a text"]),
        ("left_out: a heading", "states: []", [
            "coverage.yaml:3:46: states is no list of statements; write ids of nodes and edges",
        ]),
        (hash_of("Heading"), "ABC", ["coverage.yaml:3:20: 'ABC' is no hash of a line; write the first 16 hex digits of its SHA-256"]),
        ("document", "dokument", ["coverage.yaml:1:1: it is no coverage file; write document: and lines:, and nothing else"]),
    ],
)  # fmt: skip
def test_a_coverage_file_that_does_not_fit_is_told(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    assert check(tmp_path, GOOD.replace(old, new)) == expected


def test_a_data_set_without_coverage_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "town", {"x.yaml": STATED})
    assert [each.message for each in check_coverage(folder)] == ["it is not a regular file"]
