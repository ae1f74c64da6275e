import gc
import subprocess
import sys

from remit.api.collector import MIDDLE, OBJECTS, YOUNG, collect_seldom

COMMAND = (
    "import gc; from remit.api.cli import main\ntry: main(['--version'])\nfinally: print(*gc.get_threshold())"
)


def test_a_command_looks_for_circles_seldom() -> None:
    told = subprocess.run([sys.executable, "-c", COMMAND], capture_output=True, text=True, check=True)
    assert told.stdout.split()[-3:] == [str(OBJECTS), str(YOUNG), str(MIDDLE)]


def test_circles_are_found_all_the_same() -> None:
    before = gc.get_threshold()
    try:
        collect_seldom()
        met: list[str] = []

        class Round:
            def __init__(self) -> None:
                self.own = self

            def __del__(self) -> None:
                met.append("freed")

        kept: list[list[int]] = []
        Round()
        while not met and len(kept) < 4 * OBJECTS:
            kept.append([])
        assert met == ["freed"]
    finally:
        gc.set_threshold(*before)
