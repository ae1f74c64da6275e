"""A scenario as keys and values, in the order in which people read them: the inverse of `reading`."""

from collections.abc import Mapping
from typing import Any

from remit.queries.what_if.scenario import Operation, Scenario

Keys = dict[str, Any]


def keys_of(scenario: Scenario) -> Keys:
    """A scenario, with all its operations."""
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "dataset": scenario.dataset,
        "effective": scenario.day.isoformat(),
        "operations": [operation_keys(each, scenario) for each in scenario.operations],
    }


def operation_keys(operation: Operation, scenario: Scenario) -> Keys:
    """An operation; its day only where it is not the scenario's."""
    return {
        operation.what: operation.subject,
        **_values(operation.values),
        **({"effective": operation.day.isoformat()} if operation.day != scenario.day else {}),
        **({"reason": operation.reason} if operation.reason else {}),
        **({"off": "true"} if operation.off else {}),
    }


def _values(values: Mapping[str, tuple[str, ...]]) -> Keys:
    return {key: told[0] if len(told) == 1 else list(told) for key, told in values.items() if told}
