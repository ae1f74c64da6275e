"""Every block of the documents runs, and shows what is printed."""

import re
from pathlib import Path

import pytest

from tests.docs.blocks import LANGUAGES, PAGES, ROOT, blocks_of, name_of
from tests.docs.walk import walk

MEND = "it prints something else now: run `python -m tests.docs.rewrite`, and look at what that writes"
RUN = [page for page in PAGES if blocks_of(page)]


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_what_a_page_shows_is_what_is_printed(page: Path, tmp_path: Path, bundled_store: Path) -> None:
    for block, text in walk(page, tmp_path, bundled_store):
        assert block.text == text, f"{block.place}: {MEND}"


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_every_block_is_of_a_sort_that_is_known(page: Path) -> None:
    for block in blocks_of(page):
        assert block.language in LANGUAGES, f"{block.place}: {block.language!r} is none of {list(LANGUAGES)}"


def test_no_command_hides_in_a_block_that_nobody_runs() -> None:
    """Help texts may: they are compared where they are made."""
    for page in PAGES:
        for block in blocks_of(page) if name_of(page) != "docs/cli.md" else ():
            if block.language in ("", "text"):
                assert not re.search(r"^\$ ", block.text, re.MULTILINE), (
                    f"{block.place}: make it a console block"
                )


def test_both_questions_of_the_mission_are_in_the_readme() -> None:
    shown = [block.text for block in blocks_of(ROOT / "README.md") if block.language == "console"]
    assert any(
        "reporting-lines" in text and '--from "team manager" --to "chief executive"' in text for text in shown
    )
    assert any("unowned-duties --dataset scotland-systems-review" in text for text in shown)


def test_the_pictures_draw_no_import_that_is_forbidden() -> None:
    """An arrow between two packages is an import, and imports lead down this list only."""
    layers = {"api": 2, "queries": 1, "loaders": 1, "graphmodel": 0}
    drawn = [
        pair
        for page in PAGES
        for block in blocks_of(page)
        if block.language == "mermaid"
        for pair in re.findall(r"^\s*(\w+)(?:\[[^\]]*\])? --> (\w+)", block.text, re.MULTILINE)
    ]
    imports = [(one, other) for one, other in drawn if one in layers and other in layers]
    assert {"api", "queries", "loaders"} <= {one for one, _ in imports}
    for one, other in imports:
        assert layers[one] > layers[other], f"{one} --> {other}"
