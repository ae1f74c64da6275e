"""Scenarios kept in the store, as the faces handle them: by a user's name, now, for a reason."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from remit.api.jsonable import Json
from remit.api.views import check_dataset
from remit.api.wiring import author
from remit.graphmodel.errors import BadValue
from remit.graphmodel.store import Author, Change, Store
from remit.loaders.yaml_text import document
from remit.queries.what_if import life
from remit.queries.what_if.reading import operations_in, read_scenario, scenario_in
from remit.queries.what_if.rebasing import Clash
from remit.queries.what_if.scenario import Operation, Scenario
from remit.queries.what_if.stored import Stored
from remit.queries.what_if.writing import keys_of, operation_keys

By = Callable[[str], Author]
"""Who does it, for a reason, now."""
EXAMPLE = Path(str(resources.files("remit.queries.what_if") / "examples" / "one-director.yaml"))


def begun(
    store: Store, file: Path | None, reason: str, *, by: By = author, name: str | None = None, title: str | None = None,
    dataset: str | None = None, effective: date | None = None,
) -> Stored:  # fmt: skip
    """Keep a new scenario: that of a file, or an empty one. Raises DataRefused, UsageError, UnknownDataset."""
    if file is not None:
        scenario = read_scenario(file)
        scenario = replace(
            scenario, name=name or scenario.name, title=title or scenario.title,
            dataset=dataset or scenario.dataset, day=effective or scenario.day,
        )  # fmt: skip
    else:
        scenario = Scenario(name or "", title or name or "", dataset or "", effective or date.min, ())
    if name:
        scenario = scenario_in(document(_plain(keys_of(scenario))), name)
    check_dataset(store, scenario.dataset)
    return life.new(store, scenario, by(reason or scenario.title))


def begun_of(store: Store, text: str, reason: str, *, by: By = author) -> Stored:
    """Keep a new scenario that is written in YAML. Raises DataRefused, UsageError, UnknownDataset."""
    scenario = scenario_in(text, "yaml")
    check_dataset(store, scenario.dataset)
    return life.new(store, scenario, by(reason or scenario.title))


def added(
    store: Store,
    stored: Stored,
    operation: str | None,
    file: Path | None,
    before: int | None,
    reason: str,
    *,
    by: By = author,
) -> Stored:
    """Add operations, written in YAML, or those of a file, to a scenario; `before` counts from 1."""
    scenario = stored.scenario
    text = file.read_text(encoding="utf-8") if file else operation or ""
    new = operations_in(text, scenario.day, str(file) if file else "OPERATION")
    place = len(scenario.operations) if before is None else _place(stored, before)
    operations = (*scenario.operations[:place], *new, *scenario.operations[place:])
    return life.edited(store, stored, operations, by(reason or new[0].told), "add")


def changed(
    store: Store, stored: Stored, place: int, what: str, before: int | None, reason: str, *, by: By = author
) -> Stored:
    """Switch an operation off or on, remove it, or move it before another one; places count from 1."""
    at = _place(stored, place)
    operations = list(stored.scenario.operations)
    made = by(reason or f"{what} operation {place}: {operations[at].told}")
    if what == "move":
        return life.reordered(store, stored, at, _place(stored, before or 0, end=True), made)
    if what == "remove":
        del operations[at]
    else:
        operations[at] = replace(operations[at], off=what == "off")
    return life.edited(store, stored, operations, made, what)


def _place(stored: Stored, written: int, *, end: bool = False) -> int:
    most = len(stored.scenario.operations) + end
    if not 1 <= written <= most:
        raise BadValue(f"{stored.reference} has no operation {written}", f"name one from 1 to {most}")
    return written - 1


def stepped(store: Store, stored: Stored, what: str, reason: str, *, by: By = author) -> Stored:
    """Take a step of a scenario's life: share, submit, approve, withdraw."""
    four_eyes = os.environ.get("REMIT_FOUR_EYES", "") == "1"
    return life.moved(store, stored, what, by(reason or what), four_eyes=four_eyes)


def rebased(store: Store, stored: Stored, reason: str, *, by: By = author) -> Stored:
    """Work a scenario out on what is known now. Raises Clashed."""
    return life.rebased(store, stored, by(reason or "rebase"))


def adopted(store: Store, stored: Stored, reason: str, *, by: By = author) -> tuple[Stored, Change]:
    """Adopt a scenario; the change says its title unless a reason is given. Raises Clashed, Conflict."""
    return life.adopted(store, stored, by(reason or stored.scenario.title))


def undone(store: Store, stored: Stored, reason: str, *, by: By = author) -> tuple[Stored, Change]:
    """Undo a scenario's adoption. Raises Conflict."""
    return life.undone(store, stored, by(reason or f"undo: {stored.scenario.title}"))


def as_json(stored: Stored) -> dict[str, Json]:
    """A stored scenario, whole."""
    return {
        "owner": stored.owner, "version": stored.version, "state": stored.state, "pin": stored.pin,
        "approver": stored.approver, "adopted": stored.adopted, "at": stored.at, "who": stored.who,
        "why": stored.why, **keys_of(stored.scenario),
    }  # fmt: skip


def row_of(stored: Stored) -> dict[str, Json]:
    """A stored scenario in a row of a list."""
    scenario = stored.scenario
    return {
        "scenario": stored.reference, "version": stored.version, "state": stored.state,
        "effective": scenario.day.isoformat(), "operations": len(scenario.operations), "title": scenario.title,
    }  # fmt: skip


def version_row(stored: Stored) -> dict[str, Json]:
    """A version of a scenario in a row of a list."""
    return {
        "version": stored.version, "at": stored.at, "who": stored.who, "operation": stored.operation,
        "state": stored.state, "why": stored.why,
    }  # fmt: skip


def clash_as_json(clash: Clash) -> dict[str, Json]:
    """What stands against a rebase; `operation` counts from 1."""
    return {
        "operation": clash.place + 1, "statement": clash.statement, "base": clash.base, "live": clash.live,
        "yours": clash.yours,
    }  # fmt: skip


def as_yaml_text(stored: Stored) -> str:
    """A scenario as a file that reads the same."""
    return document(_plain(keys_of(stored.scenario)))


def in_words(operation: Operation, scenario: Scenario) -> str:
    """An operation in one line: abolish bath-nes/director-of-education (effective 2004-05-01) (off)."""
    keys = operation_keys(operation, scenario)
    del keys[operation.what]
    off = keys.pop("off", None)
    told = "; ".join(f"{key}: {_joined(value)}" for key, value in keys.items())
    return f"{operation.told}{f' ({told})' if told else ''}{' (off)' if off else ''}"


def _joined(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _plain(keys: dict[str, Any]) -> dict[str, Any]:
    """Keys without what is empty, which a file does not write, but for the list of operations."""
    return {key: value for key, value in keys.items() if value or key == "operations"}
