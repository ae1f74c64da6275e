"""What a user sees when something goes wrong: one message, what to do, an exit code, no traceback."""

from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import Result

from remit.api.statuses import status_of
from remit.graphmodel import errors
from tests.api.cli.conftest import Run


def fail(error: BaseException) -> object:
    def failing(*_args: object, **_kwargs: object) -> NoReturn:
        raise error

    return failing


@pytest.fixture
def failing_with(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command inside which something is raised."""

    def failing_with(error: BaseException) -> Result:
        monkeypatch.setattr("remit.api.wiring.existing_store", fail(error))
        return run("audit", "verify")

    return failing_with


def test_an_unexpected_error_is_one_line(failing_with: Run) -> None:
    result = failing_with(ZeroDivisionError("secret detail"))
    assert result.exit_code == 70
    assert result.stderr == (
        "Error: something went wrong inside Remit (ZeroDivisionError).\n"
        "  Run it again with REMIT_DEBUG=1 to see the details.\n"
    )


def test_the_details_are_there_on_request(failing_with: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMIT_DEBUG", "1")
    result = failing_with(ZeroDivisionError("secret detail"))
    assert result.exit_code == 70
    assert "Traceback" in result.stderr
    assert "secret detail" in result.stderr


def test_an_interruption_is_quiet(failing_with: Run) -> None:
    result = failing_with(KeyboardInterrupt())
    assert result.exit_code == 130
    assert result.stderr.strip() == ""


def test_a_broken_pipe_is_quiet(failing_with: Run) -> None:
    result = failing_with(BrokenPipeError())
    assert result.exit_code == 141
    assert result.output == ""


def test_what_the_system_refuses_is_told(failing_with: Run) -> None:
    result = failing_with(PermissionError(13, "Permission denied", "remit.db"))
    assert result.exit_code == 2
    assert result.stderr == "Error: remit.db: Permission denied.\n"


def test_an_error_says_what_to_do(failing_with: Run) -> None:
    result = failing_with(errors.StoreTooNew("it is from the future", "update Remit"))
    assert result.exit_code == 2
    assert result.stderr == "Error: it is from the future.\n  Update Remit.\n"


def test_control_characters_do_not_reach_the_terminal(run: Run, council: Path) -> None:
    file = council / "roles.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Ada Brown", '"Ada \\e[31mRed"'), encoding="utf-8"
    )
    result = run("load", council)
    assert "\x1b" not in result.output
    assert "\x1b" not in run("search", "ada").output


@pytest.mark.parametrize(
    "error",
    [
        each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, errors.RemitError)
    ],
)
def test_every_error_has_a_status(error: type[errors.RemitError]) -> None:
    status = status_of(error.__new__(error))
    assert status.exit_code in (1, 2, 3)
    assert 400 <= status.http < 600
    assert status.code.isupper()
