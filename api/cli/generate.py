"""`remit generate`: a made-up data set of any size."""

from pathlib import Path

import click

from remit.api.cli.group import command as remit_command


@remit_command(
    "generate", "remit generate --roles 1000 --seed 1 -o thousand", "remit load thousand --store thousand.db"
)
@click.option("--roles", type=click.IntRange(min=1), required=True, metavar="COUNT", help="How many roles.")
@click.option(
    "--seed",
    metavar="NUMBER",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="The same seed gives the same data set.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, allow_dash=True), required=True, metavar="DIR",
    help="The folder to write, or - for standard output.",
)  # fmt: skip
def command(roles: int, seed: int, output: Path) -> None:
    """Write a made-up data set as JSON Lines, to try Remit at scale.

    It has realistic spans of control, several agencies and committees, matrix
    lines, duties of which a few have no owner, some ended facts and a few loops.
    """
    from remit.api.cli.output import tell
    from remit.api.cli.progress import progress_shown
    from remit.loaders.generate import generate

    with progress_shown(["writing"]) as progress:
        path = generate(roles, seed, output, progress)
    if str(output) != "-":
        tell(f"Wrote {path}.")
