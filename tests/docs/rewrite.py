"""Writes anew what the documents show: every output that is no longer what is printed. `python -m tests.docs.rewrite`

Cuts (…) are kept where they still fit. Where they do not, the output is cut alike if it had one cut, and written whole
if it had more: look at what was written.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from remit.api.wiring import make_with_bundled
from tests.docs.blocks import PAGES, name_of
from tests.docs.walk import walk


def main(pages: list[Path]) -> None:
    """Write these pages (none: all) anew where they are out of date."""
    os.environ["REMIT_USER"] = "planner"
    with TemporaryDirectory() as folder:
        store = Path(folder) / "bundled.db"
        make_with_bundled(store)
        for number, page in enumerate(pages or PAGES):
            here = Path(folder) / str(number)
            here.mkdir()
            lines = page.read_text(encoding="utf-8").split("\n")
            changed = [(block, text) for block, text in walk(page, here, store) if block.text != text]
            for block, text in reversed(changed):
                lines[block.line - 1 : block.end - 1] = text.split("\n")
                print(f"{block.place}: written anew")
            page.write_text("\n".join(lines), encoding="utf-8")
        print(f"{name_of(pages[0]) if len(pages) == 1 else 'the documents'}: up to date")


if __name__ == "__main__":
    main([Path(each).resolve() for each in sys.argv[1:]])
