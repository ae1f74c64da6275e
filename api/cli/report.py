"""How the command line ends when something is wrong: one message that says what to do, and the right exit code."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import click

from remit.api import statuses
from remit.graphmodel.errors import AmbiguousName, DataRefused, RemitError


@contextmanager
def reported() -> Iterator[None]:
    """Report whatever is raised inside as a message on stderr and an exit code; set REMIT_DEBUG=1 to see tracebacks."""
    try:
        yield
        sys.stdout.flush()
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except RemitError as error:
        show(error)
        _leave(statuses.status_of(error).exit_code)
    except BrokenPipeError:
        _discard_output()
        _leave(statuses.EXIT_BROKEN_PIPE)
    except KeyboardInterrupt:
        click.echo(err=True)
        _leave(statuses.EXIT_INTERRUPTED)
    except OSError as error:
        _trace()
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"Error: {place}{error.strerror or 'the system refused it'}.", err=True)
        _leave(statuses.EXIT_USAGE)
    except Exception as error:  # noqa: BLE001 - whatever it is, a user gets one line and not a traceback
        _trace()
        click.echo(f"Error: something went wrong inside Remit ({type(error).__name__}).", err=True)
        click.echo("  Run it again with REMIT_DEBUG=1 to see the details.", err=True)
        _leave(statuses.EXIT_INTERNAL)


def show(error: RemitError) -> None:
    """Write an error, its mend, and what it lists, to stderr."""
    if isinstance(error, DataRefused):
        for problem in error.problems:
            click.echo(problem, err=True)
        click.echo(f"Error: {error.message}.", err=True)
    elif isinstance(error, AmbiguousName):
        from remit.api.tables import candidates
        from remit.api.tables import show as show_table

        click.echo(f"Error: {error.message}. Ask by id:", err=True)
        show_table(candidates(error.candidates), sys.stderr)
    else:
        click.echo(f"Error: {error.message}.", err=True)
        if error.mend:
            click.echo(
                f"  {error.mend[0].upper()}{error.mend[1:]}{'' if error.mend[-1] in '.?!' else '.'}", err=True
            )


def _leave(code: int) -> NoReturn:
    raise click.exceptions.Exit(code) from None


def _trace() -> None:
    if os.environ.get("REMIT_DEBUG") == "1":
        import traceback

        traceback.print_exc()


def _discard_output() -> None:
    """Point stdout nowhere, so that Python does not complain about the broken pipe when it flushes at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):  # stdout may be no file
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
