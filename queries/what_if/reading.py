"""A scenario read from a YAML file, with every problem at its line."""

import re
from datetime import date
from pathlib import Path

from remit.graphmodel.days import Day
from remit.graphmodel.errors import BadValue, DataRefused, Problem, mend_of_unknown
from remit.graphmodel.tree import Mapping, Scalar, Sequence, Tree, read_tree, tree_of
from remit.queries.what_if.operations import OPERATIONS
from remit.queries.what_if.scenario import Operation, Scenario

_HEAD = ("scenario", "title", "dataset", "effective", "operations")
NAME = re.compile(r"[a-z][a-z0-9-]{0,79}")
_COMMON = ("reason", "effective", "off")


def read_scenario(path: Path) -> Scenario:
    """The scenario of a file. Raises DataRefused with every problem."""
    problems: list[Problem] = []
    return _scenario(read_tree(path, str(path), problems), str(path), problems)


def scenario_in(text: str, shown: str) -> Scenario:
    """The scenario that a text in YAML or JSON holds; `shown` names it. Raises DataRefused with every problem."""
    problems: list[Problem] = []
    return _scenario(tree_of(text, shown, problems), shown, problems)


def operations_in(text: str, day: date, shown: str) -> tuple[Operation, ...]:
    """One operation, or a list of them, in YAML or JSON; each holds from `day` on unless it says another day.

    Raises DataRefused with every problem.
    """
    problems: list[Problem] = []
    tree = tree_of(text, shown, problems)
    file = _File(shown, problems)
    listed = tree.items if isinstance(tree, Sequence) else [tree] if tree is not None else []
    found = [file.operation(each, day) for each in listed]
    if not listed and not problems:
        problems.append(Problem(shown, 0, 0, "it is empty", "write OPERATION: NODE, and its other keys"))
    if problems:
        raise DataRefused(problems)
    return tuple(each for each in found if each is not None)


def _scenario(tree: Tree | None, shown: str, problems: list[Problem]) -> Scenario:
    scenario = _File(shown, problems).scenario(tree) if tree is not None else None
    if tree is None and not problems:
        problems.append(Problem(shown, 0, 0, "it is empty", "write scenario:, title: and operations: there"))
    if problems or scenario is None:
        raise DataRefused(problems)
    return scenario


class _File:
    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems

    def report(self, at: Tree, message: str, mend: str) -> None:
        self.problems.append(Problem(self.path, at.line, at.column, message, mend))

    def scenario(self, tree: Tree) -> Scenario | None:
        keys = self._keys(tree, _HEAD, _HEAD, "a scenario")
        name, title, dataset = (self._text(keys.get(key), key) for key in _HEAD[:3])
        if name and not NAME.fullmatch(name):
            self.report(
                keys["scenario"], f"{name!r} is no name", "use a-z, 0-9 and - in it, and begin with a letter"
            )
        day = self._day(keys.get("effective"))
        listed = keys.get("operations")
        if listed is not None and not isinstance(listed, Sequence):
            self.report(listed, "operations is no list", "write each as - OPERATION: NODE")
        items = listed.items if isinstance(listed, Sequence) else []
        made = [self.operation(each, day or date.min) for each in items]
        if self.problems or day is None:
            return None
        return Scenario(name, title, dataset, day, tuple(each for each in made if each is not None))

    def operation(self, tree: Tree, day: date) -> Operation | None:
        """The operation of a tree; None, with a problem, where it is none."""
        if not isinstance(tree, Mapping):
            self.report(
                tree, "an operation is keys and values", "write - OPERATION: NODE, and its other keys below"
            )
            return None
        what = next((key.text for key, _ in tree.items if key.text in OPERATIONS), None)
        if what is None:
            first = tree.items[0][0].text or "" if tree.items else ""
            self.report(tree, f"{first!r} is no operation", mend_of_unknown(first, tuple(OPERATIONS)))
            return None
        kind = OPERATIONS[what]
        keys = self._keys(tree, (what, *kind.needed), (what, *kind.needed, *kind.optional, *_COMMON), what)
        own = self._day(keys["effective"]) if "effective" in keys else day
        values = {key: self._texts(keys[key], key) for key in (*kind.needed, *kind.optional) if key in keys}
        off = self._text(keys["off"], "off") if "off" in keys else "false"
        if off not in ("true", "false"):
            self.report(keys["off"], f"off is {off!r}", "write true or false")
        reason = self._text(keys["reason"], "reason") if "reason" in keys else ""
        subject = self._text(keys.get(what), what)
        return Operation(what, subject, values, own or day, reason, off == "true", tree.line)

    def _keys(
        self, tree: Tree, needed: tuple[str, ...], known: tuple[str, ...], what: str
    ) -> dict[str, Tree]:
        if not isinstance(tree, Mapping):
            self.report(tree, f"{what} is keys and values", f"write {needed[0]}: …")
            return {}
        for key, _ in tree.items:
            if key.text not in known:
                self.report(key, f"{what} has no key {key.text!r}", mend_of_unknown(key.text or "", known))
        keys = {key.text: value for key, value in tree.items if key.text}
        for name in needed:
            if name not in keys:
                self.report(tree, f"{what} needs {name}", f"add {name}: …")
        return keys

    def _text(self, value: Tree | None, name: str) -> str:
        if isinstance(value, Scalar) and value.text:
            return value.text.strip()
        if value is not None:
            self.report(value, f"{name} is no text", "write a text")
        return ""

    def _texts(self, value: Tree, name: str) -> tuple[str, ...]:
        listed = value.items if isinstance(value, Sequence) else [value]
        return tuple(self._text(each, name) for each in listed)

    def _day(self, value: Tree | None) -> date | None:
        written = self._text(value, "effective")
        if not written or value is None:
            return None
        try:
            day = Day.read(written)
            if day.earliest != day.latest:
                raise BadValue(f"{written} is not one day", "write the day, as 2004-04-01")
        except BadValue as bad:
            self.report(value, bad.message, bad.mend)
            return None
        return date.fromordinal(day.earliest)
