"""A progress bar on stderr, where stderr is a terminal."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from remit.graphmodel.store import Progress

SOON = 0.5  # seconds


@contextmanager
def progress_shown(steps: Sequence[str], what: str = "statements") -> Iterator[Progress | None]:
    """Show how far work has come while the block runs: its step, how much it has dealt with, and how fast."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    from remit.api.tables import console

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[done]}"),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=console(sys.stderr), transient=True) as bar:
        task = bar.add_task(steps[0], total=len(steps) if len(steps) > 1 else None, done="")
        rate = Rate(time.monotonic)

        def progress(step: str, done: int, total: int | None = None) -> None:
            place = steps.index(step) if step in steps else None
            so_far = f"{done:,} {what}" if total is None else f"{done:,} of {total:,} {what}"
            bar.update(
                task,
                description=step,
                completed=place if total is None else done,
                total=(len(steps) if len(steps) > 1 else None) if total is None else total,
                done=so_far + rate.told(step, done),
            )

        yield progress


class Rate:
    """How fast a step goes, by a clock that counts seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._step = ""
        self._begun = 0.0
        self._before = 0

    def told(self, step: str, done: int) -> str:
        """How much of a step is done a second since it began, in words; empty where it is too soon to say."""
        now = self.clock()
        if step != self._step:
            self._step, self._begun, self._before = step, now, done
        elapsed = now - self._begun
        return f", {(done - self._before) / elapsed:,.0f} a second" if elapsed > SOON else ""
