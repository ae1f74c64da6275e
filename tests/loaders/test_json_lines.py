"""JSON Lines: what is read, and what is refused with its place."""

import io
from pathlib import Path

import pytest

from remit.graphmodel.errors import DataRefused
from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.loaders.load import load
from tests.loaders.trying import AUTHOR, JSON_HEAD, lines, put, refused, said

ROLE = '{"kind": "Role", "id": "town/chief", "name": "Chief"}'
IDS = "use small letters, digits, dots and hyphens, in parts joined by /, 200 characters at most"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", "3:2: this is no valid JSON: Expecting property name enclosed in double quotes; write one object a line"),
        ('{"kind": "Role",}', "3:17: this is no valid JSON"),
        ("[1]", '3:1: this line is no object; write {"kind": …} or {"relation": …}'),
        ("null", '3:1: this line is no object; write {"kind": …} or {"relation": …}'),
        ("{}", '3:1: the line has neither kind nor relation; write "kind": … or "relation": …'),
        ('{"kind": "Roll", "id": "town/a", "name": "A"}', "3:2: there is no kind 'Roll'; did you mean Role?"),
        ('{"relation": ["HOLDS"]}', "3:2: there is no relation ['HOLDS']; did you mean HOLDS?"),
        ('{"kind": "Role", "relation": "HOLDS"}', "3:18: the line has both kind and relation; keep one of them"),
        ('{"kind": "Role", "name": "A"}', "3:1: the line has no id; write id and the whole id of a node"),
        ('{"kind": "Role", "id": null, "name": "A"}', f"3:18: id is None, which is no id; {IDS}"),
        (
            '{"kind": "Role", "id": "a", "name": "A"}',
            "3:18: id is 'a', which is no whole id; write it with its prefix: town/a",
        ),
        ('{"kind": "Role", "id": "town/a"}', "3:18: town/a has no name; give it a name"),
        ('{"kind": "Role", "id": "town/a", "name": true}', "3:34: name is True, which is no text; write a text"),
        ('{"kind": "Role", "id": "town/a", "name": "A", "posts": 1.5}', "3:47: posts is '1.5', which is no count"),
        ('{"kind": "Role", "id": "town/a", "name": "A", "posts": -1}', "3:47: posts is '-1', which is no count"),
        (
            '{"kind": "Role", "id": "town/a", "name": "A", "part_of": "town/chief"}',
            "3:47: role has no field 'part_of'; ",
        ),
        ('{"kind": "Role", "id": "town/a", "name": "A", "source": "book"}', "3:47: source names 'book', which is no whole id"),
        (
            '{"kind": "Role", "id": "town/a", "name": "A", "source": {"id": "town/book"}}',
            "3:47: source is {'id': 'town/book'}, which is no text; write a text, or leave source out",
        ),
        (
            '{"kind": "Role", "id": "town/a", "name": "A", "based_on": "town: town/chief"}',
            "3:47: based_on is no list of statements; write a list of statement ids",
        ),
        (
            '{"relation": "REPORTS_TO", "from": "town/chief", "to": "town/chef"}',
            "3:1: there is no node town/chef; did you mean town/chief? Else state it first",
        ),
        ('{"relation": "REPORTS_TO", "from": "town/chief"}', "3:1: the line has no to; write to and the whole id of a node"),
        ('{"relation": "REPORTS_TO", "from": "town/chief", "to": "town/chief"}', "3:50: town/chief reports to itself"),
        ('{"kind": "Role", "kind": "Role"}', "3:1: the key kind stands in the line twice; keep one of them"),
        ('{"kind": "Role", "id": "town/a", "name": NaN}', "3:1: NaN is no JSON; write a number, a text or null"),
        ('{"kind": "Role", "id": "town/a", "name": "\\ud800"}', "3:1: it holds half of a surrogate pair; write the whole"),
        ('{"kind": "Role", "id": "town/a", "name": "\\u0000"}', "3:34: name holds the character U+0000; take it out"),
        ('{"kind": "Role", "id": "town/a\\u0000", "name": "A"}', f"3:18: id is 'town/a\\x00', which is no id; {IDS}"),
        ("[" * 100_000, "3:1: it is nested too deeply; write one flat object a line"),
        ('{"a":' * 100_000, "3:1: it is nested too deeply; write one flat object a line"),
        (
            '{"kind": "Role", "id": "town/a", "name": "' + "n" * 1024 * 1024 + '"}',
            "3:1: the line is longer than 1048576 bytes; split it, or shorten its texts",
        ),
        (ROLE, "3:1: town/chief is stated already at town.jsonl:2; give one of them another id"),
    ],
)  # fmt: skip
def test_a_bad_line_is_told_with_its_place_and_the_next_ones_are_read(
    store: SqliteStore, tmp_path: Path, line: str, expected: str
) -> None:
    path = tmp_path / "town.jsonl"
    path.write_text(lines(ROLE, line, '{"kind": "Role", "id": "town/last", "name": "L", "colour": "red"}'))
    problems = refused(store, path)
    assert len(problems) == 2, problems
    assert problems[0].startswith(
        "town.jsonl:" + expected.replace("PATH", str(path)).replace(f"{tmp_path}/", "")
    )
    assert problems[1].startswith("town.jsonl:4:50: role has no field 'colour'")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "it is empty; begin with a line that states the data set"),
        (b"\n \n", "it is empty; begin with a line that states the data set"),
        (ROLE.encode(), "1:1: the first line does not state a data set; begin with"),
        (JSON_HEAD.encode("utf-16"), "1:1: byte 0xff is not UTF-8; save the file in UTF-8"),
        (JSON_HEAD.encode("utf-16-le"), "1:1: it holds the character NUL; take it out, or save the file in UTF-8"),
        (b'{"dataset": "t\xe9"}', "1:15: byte 0xe9 is not UTF-8; save the file in UTF-8"),
        (b'{"dataset": "a/b", "title": "T", "date": "2024"}', "1:2: 'a/b' is no name of a data set; use small letters"),
        (b'{"dataset": "a", "title": "T", "date": "24"}', "1:32: date: '24' is no day; write it as"),
        (b'{"dataset": "a", "title": "T", "date": "2024", "complete": [{}]}', "1:48: complete names {}, which is no relation"),
    ],
)  # fmt: skip
def test_a_bad_beginning_is_told(store: SqliteStore, tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "town.jsonl"
    path.write_bytes(content)
    assert refused(store, path)[0].startswith(
        f"town.jsonl: {expected}" if expected[0] == "i" else f"town.jsonl:{expected}"
    )


def test_numbers_are_kept_as_they_are_written(store: SqliteStore, tmp_path: Path) -> None:
    path = tmp_path / "town.jsonl"
    path.write_text(lines('{"kind": "Role", "id": "town/a", "name": 101, "posts": 4, "locator": 3.10}'))
    put(store, path)
    (fact,) = store.facts("town")
    assert (fact.statement.locator, fact.statement.attributes) == ("3.10", {"posts": 4})


def test_standard_input_is_read_once_as_json_lines(store: SqliteStore) -> None:
    text = io.BytesIO(("\ufeff" + lines("", ROLE)).encode())
    load(store, ["-"], AUTHOR, standard_input=text)
    assert [fact.statement.id for fact in store.facts("town")] == ["town: town/chief"]


def test_several_files_of_one_folder_are_several_data_sets(store: SqliteStore, tmp_path: Path) -> None:
    folder = tmp_path / "both"
    folder.mkdir()
    (folder / "town.jsonl").write_text(lines(ROLE))
    (folder / "shire.jsonl").write_text(lines(head=JSON_HEAD.replace('"town"', '"shire"')))
    put(store, folder)
    assert list(said(store)) == ["other", "shire", "town"]


def test_an_endless_line_is_not_kept_in_memory(store: SqliteStore) -> None:
    class Endless(io.BytesIO):
        """A gigabyte without an end of line; a reader that asks for more than a little at once is told off."""

        left = 1024

        def readline(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert 0 < size < 4 * 1024 * 1024
            self.left -= 1
            return b"x" * size if self.left > 0 else b""

    with pytest.raises(DataRefused) as caught:
        load(store, ["-"], AUTHOR, standard_input=Endless())
    assert str(caught.value.problems[0]).startswith("-:1:1: the line is longer than 1048576 bytes")
