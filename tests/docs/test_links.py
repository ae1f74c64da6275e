"""Links between documents lead somewhere, and every page can be reached."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.blocks import PAGES, ROOT, name_of, prose_of

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def links_of(page: Path) -> Iterator[tuple[Path, str]]:
    """The files that a page links to, with the heading in each (or an empty text)."""
    for target in _LINK.findall(prose_of(page)):
        if not target.startswith(("http:", "https:")):
            path, _, heading = target.partition("#")
            yield ((page.parent / path).resolve() if path else page), heading


def anchors_of(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = (re.sub(r"[`*]|\[|\]\([^)]*\)", "", heading) for heading in _HEADING.findall(prose_of(page)))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for path, heading in links_of(page):
        assert path.exists(), f"{name_of(page)} links to {path.relative_to(ROOT)}, which is not there"
        assert path.is_relative_to(ROOT), f"{name_of(page)} links out of the project: {path}"
        if heading:
            assert heading in anchors_of(path), f"{name_of(page)}: {path.name} has no heading #{heading}"


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in seen and page.suffix == ".md" and page.exists():  # what is missing is found above
            seen.add(page)
            waiting += [path for path, _ in links_of(page)]
    assert {name_of(page) for page in PAGES} <= {name_of(page) for page in seen}
