"""Files and folders that are refused: encodings, YAML that is no data set, links, pipes, and bombs."""

import os
from pathlib import Path

import pytest

from remit.graphmodel import tree
from remit.graphmodel.stores.sqlite.store import SqliteStore
from tests.loaders.trying import HEAD, ROLES, one_refused, put, refused, said, write

MEND_OF_ID = "use small letters, digits, dots and hyphens, in parts joined by /"
NO_ANCHORS = "anchors and aliases are not used here; write the value out"
BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("roles:\n  - {id: a, name: A\n", "x.yaml:3:1: this is no valid YAML: did not find expected ',' or '}'"),
        ("roles:\n - id: a\n   name: A: B\n", "x.yaml:3:11: this is no valid YAML: mapping values are not allowed"),
        ("roles:\n\t- id: a\n", "x.yaml:2:1: this is no valid YAML: found character that cannot start any token"),
        (
            "roles:\n  - {id: a, name: Café – Mañana}\n".encode("cp1252"),
            "x.yaml:2:22: byte 0xe9 is not UTF-8; save the file in UTF-8 (it may be Windows-1252)",
        ),
        (
            "roles:\n  - {id: ë, name: Ärzte}\n".encode()[:-3] + b"\xc4",
            "x.yaml:2:23: byte 0xc4 is not UTF-8; save the file in UTF-8 (it may be Windows-1252)",
        ),
        ("roles: []\n".encode("utf-16"), "x.yaml:1:1: byte 0xff is not UTF-8; save the file in UTF-8 (it may be UTF-16)"),
        (
            "roles: []\n".encode("utf-16-le"),
            "x.yaml:1:2: YAML forbids the character U+0000; save the file in UTF-8 (it may be UTF-16)",
        ),
        (
            "roles:\n  - {id: a, name: A\x00}\n",
            "x.yaml:2:20: YAML forbids the character U+0000; save the file in UTF-8 (it may be UTF-16)",
        ),
        ("roles:\n  - {id: é, name: A\x07}\n", "x.yaml:2:20: YAML forbids the character U+0007; take it out"),
        (
            "roles:\n  - id: a\n    name: A\n    id: b\n",
            "x.yaml:4:5: the key id stands here already, in line 2; keep one of them",
        ),
        ("roles: []\nroles: []\n", "x.yaml:2:1: the key roles stands here already, in line 1; keep one of them"),
        ("{roles: [], roles: []}\n", "x.yaml:1:13: the key roles stands here already, in line 1; keep one of them"),
        ("roles: []\n---\nunits: []\n", "x.yaml:2:1: a second document begins here; keep one document a file"),
        ("roles:\n  - &a {id: a, name: A}\n", f"x.yaml:2:5: {NO_ANCHORS}"),
        ("roles:\n  - {id: a, name: *b}\n", f"x.yaml:2:19: {NO_ANCHORS}"),
        (BOMB, f"x.yaml:1:4: {NO_ANCHORS}"),
        (
            "roles:\n  - {id: a, name: !!python/object:os.system A}\n",
            "x.yaml:2:19: tags such as tag:yaml.org,2002:python/object:os.system are not used here; take the tag out",
        ),
        (
            "roles: !!python/object/apply:os.system [echo]\n",
            "x.yaml:1:8: tags such as tag:yaml.org,2002:python/object/apply:os.system are not used here;"
            " take the tag out",
        ),
        ("roles:\n  - {[a]: b}\n", "x.yaml:2:6: a key must be a word; write KEY: value"),
        ("roles:\n  - {~: b}\n", "x.yaml:2:6: a key must be a word; write KEY: value"),
        ("roles: " + "[" * 100_000, "x.yaml:1:19: nested deeper than 12; write it flatter"),
        ("roles: " + "{a: " * 100_000, "x.yaml:1:52: nested deeper than 12; write it flatter"),
        ("".join(f"{' ' * depth}a:\n" for depth in range(3000)), "x.yaml:13:13: nested deeper than 12; write it flatter"),
        ("- " * 100_000, "x.yaml:1:25: nested deeper than 12; write it flatter"),
        ("Chief\n", "x.yaml:1:1: it is no mapping of lists; begin with roles:, duties: or the like"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_with_its_place(
    store: SqliteStore, tmp_path: Path, content: str | bytes, expected: str
) -> None:
    problem = one_refused(store, tmp_path / "town", {"roles.yaml": ROLES, "x.yaml": content})
    assert problem.startswith(expected)


def test_a_file_of_more_than_16_mebibytes_is_refused_and_one_of_16_is_read(
    store: SqliteStore, tmp_path: Path
) -> None:
    most = 16 * 1024 * 1024
    filler = ROLES + "#" * (most - len(ROLES))
    expected = (
        f"x.yaml: it has {most + 1} bytes; a YAML file may have {most}; split it, or write it as JSON Lines"
    )
    assert one_refused(store, tmp_path / "town", {"x.yaml": filler + "#"}) == expected
    assert put(store, write(tmp_path / "town", {"x.yaml": filler})).changes


def test_many_keys_are_read_in_time_that_grows_with_them(store: SqliteStore, tmp_path: Path) -> None:
    keys = "".join(f"k{number}: 1\n" for number in range(200_000))
    problems = refused(store, write(tmp_path / "town", {"x.yaml": keys}))
    assert problems[-1] == (
        "x.yaml:10000:1: there is no kind of node 'k9999'; use one of: agencies, units, committees, roles, people,"
        " duties, sources, edges"
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", ["dataset.yaml: it does not state a data set; write dataset:, title: and date: there"]),
        ("- dataset: town\n", ["dataset.yaml: it does not state a data set; write dataset:, title: and date: there"]),
        (
            "datasett: town\ntitle: T\ndate: 2024\n",
            [
                "dataset.yaml:1:1: the data set has no dataset; add dataset: …",
                "dataset.yaml:1:11: a data set has no field 'datasett'; did you mean dataset?",
            ],
        ),
        (
            "dataset: ../town\ntitle:\ndate: 2024-00\nprefix: /etc\ncomplete: [HOLD]\n",
            [
                "dataset.yaml:1:10: '../town' is no name of a data set; use small letters, digits, dots and hyphens, 80 at most",
                "dataset.yaml:2:7: title is empty; write a value, or leave title out",
                "dataset.yaml:3:7: date: '2024-00' is not in the calendar; check the year, the month and the day: the day of the"
                " evidence",
                f"dataset.yaml:4:9: '/etc' is no prefix of ids; {MEND_OF_ID}, 200 characters at most",
                "dataset.yaml:5:1: complete names 'HOLD', which is no relation; did you mean HOLDS?",
            ],
        ),
        (
            HEAD + "source: The Book\n",
            [f"dataset.yaml:5:9: source is 'The Book', which is no id; {MEND_OF_ID}, 200 characters at most"],
        ),
    ],
)  # fmt: skip
def test_a_bad_head_is_told_together_with_what_is_wrong_elsewhere(
    store: SqliteStore, tmp_path: Path, head: str, expected: list[str]
) -> None:
    files: dict[str, str | bytes] = {
        "dataset.yaml": head,
        "x.yaml": "roles:\n  - {id: a, name: A, posts: six}\n",
    }
    also = "x.yaml:2:29: posts is 'six', which is no count; write a whole number, zero or more"
    assert refused(store, write(tmp_path / "town", files)) == [*expected, also]


def test_folders_that_are_no_data_set(store: SqliteStore, tmp_path: Path) -> None:
    empty, full, bare = tmp_path / "empty", tmp_path / "full", tmp_path / "bare"
    empty.mkdir()
    write(full / "town", {"x.yaml": ROLES})
    write(bare, {})
    a_file = tmp_path / "a.yaml"
    a_file.write_text(HEAD)
    assert refused(store, empty, full, bare, tmp_path / "none", a_file, near=tmp_path) == [
        "a.yaml: it is no data set; name a folder, or a file that ends in .jsonl",
        "bare: the data set has no statements; add a .yaml file with roles, duties, …",
        "empty: the folder has no dataset.yaml, so it is no data set; write dataset.yaml: see docs/data-sets.md",
        "full: the folder has no dataset.yaml, so it is no data set; load full/town",
        "none: there is no such file or folder; check the path",
    ]


def test_the_same_data_set_twice_is_refused(store: SqliteStore, tmp_path: Path) -> None:
    first, second = (write(tmp_path / name, {"x.yaml": ROLES}) for name in ("first", "second"))
    assert refused(store, first, second, near=tmp_path)[0] == (
        "second/dataset.yaml:1:1: the data set town is stated already by first/dataset.yaml;"
        " load one of them, or rename one"
    )


def test_links_may_not_lead_out_of_the_folder(store: SqliteStore, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: p\n")
    folder = write(tmp_path / "town", {"roles.yaml": ROLES})
    (folder / "a.yaml").symlink_to(secret)
    (folder / "b.yaml").symlink_to("b.yaml")
    (folder / "c.yaml").symlink_to("nowhere.yaml")
    assert refused(store, folder) == [
        "a.yaml: it is a link that leads out of the folder; put the file itself there",
        "b.yaml: it is a link that leads out of the folder; put the file itself there",
        "c.yaml: it is not a regular file; put a plain file there",
    ]
    for name in "abc":
        (folder / f"{name}.yaml").unlink()
    (folder / "dataset.yaml").rename(tmp_path / "head.yaml")
    (folder / "dataset.yaml").symlink_to(tmp_path / "head.yaml")
    expected = "dataset.yaml: it is a link that leads out of the folder; put the file itself there"
    assert refused(store, folder) == [expected]


def test_a_folder_reached_by_a_link_and_links_inside_it_are_read(store: SqliteStore, tmp_path: Path) -> None:
    folder = write(tmp_path / "town", {"roles.txt": ROLES})
    (folder / "x.yaml").symlink_to("roles.txt")
    (tmp_path / "link").symlink_to(folder)
    put(store, tmp_path / "link")
    assert len(said(store)["town"][1]) == 2


def test_pipes_do_not_hang(store: SqliteStore, tmp_path: Path) -> None:
    folder = write(tmp_path / "town", {"roles.yaml": ROLES})
    os.mkfifo(folder / "x.yaml")
    assert refused(store, folder) == ["x.yaml: it is not a regular file; put a plain file there"]
    lines = tmp_path / "lines"
    lines.mkdir()
    os.mkfifo(lines / "x.jsonl")
    assert "x.jsonl: it is not a regular file; put a plain file there" in refused(store, lines)
    head = tmp_path / "head"
    head.mkdir()
    os.mkfifo(head / "dataset.yaml")
    assert "dataset.yaml: it is not a regular file; put a plain file there" in refused(store, head)


def test_a_folder_named_like_a_file_is_refused(store: SqliteStore, tmp_path: Path) -> None:
    folder = write(tmp_path / "town", {"roles.yaml": ROLES})
    (folder / "x.yaml").mkdir()
    assert refused(store, folder) == ["x.yaml: it is not a regular file; put a plain file there"]


def test_the_limit_of_depth_leaves_room_for_every_data_set() -> None:
    assert tree.MOST_DEPTH >= 7  # kind, list, node, relation, list, edge, based_on
