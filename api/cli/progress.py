"""A progress bar on stderr, where stderr is a terminal."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from remit.graphmodel.store import Progress


@contextmanager
def progress_shown(steps: Sequence[str]) -> Iterator[Progress | None]:
    """Show how far work has come while the block runs: its step, and how many statements it has dealt with."""
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

        def progress(step: str, done: int) -> None:
            place = steps.index(step) if step in steps else None
            bar.update(task, description=step, completed=place, done=f"{done:,} statements")

        yield progress
