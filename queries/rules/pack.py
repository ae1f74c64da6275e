"""A pack of rules: a YAML file with the pack's name and title, and its rules, each with its days, source and examples."""

from collections.abc import Sequence as Listed
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from remit.graphmodel.days import ALWAYS, BEFORE_ALL, Period
from remit.graphmodel.errors import BadValue, DataRefused, Problem, mend_of_unknown
from remit.graphmodel.tree import Mapping, Scalar, Sequence, Tree, read_tree
from remit.queries.rules.registry import CHECK
from remit.queries.rules.rule import SEVERITIES, Example, Rule
from remit.queries.rules.settings import read_settings

_PACK = ("pack", "title", "rules")
_TEXTS = ("code", "title", "severity", "check", "why", "source", "mend", "fails", "passes")
_OPTIONAL = ("with", "from", "to", "agencies")


@cache
def bundled_rules() -> tuple[Rule, ...]:
    """The rules of the packs that come with Remit, in the order of the packs' names, then as written."""
    folder = resources.files("remit.queries.rules") / "packs"
    paths = sorted(Path(str(each)) for each in folder.iterdir() if each.name.endswith(".yaml"))
    return read_packs(paths)


def read_packs(paths: Listed[Path], beside: Listed[Rule] = ()) -> tuple[Rule, ...]:
    """The rules of some packs, besides those there are. Raises DataRefused with every problem of every file."""
    problems: list[Problem] = []
    rules = {rule.code: rule for rule in beside}
    for path in paths:
        for rule, place in _Pack(path, problems).rules():
            if rule.code in rules:
                mend = "give it a code of its own; a rule is limited by from:, to: and agencies:, not by a second one"
                problems.append(
                    Problem(str(path), place.line, place.column, f"there is a rule {rule.code} already", mend)
                )
            rules.setdefault(rule.code, rule)
    if problems:
        raise DataRefused(problems)
    return tuple(rules.values())


class _Pack:
    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.path = str(path)
        self.problems = problems
        self.tree = read_tree(path, self.path, problems)
        self.name = ""

    def report(self, at: Tree, message: str, mend: str) -> None:
        self.problems.append(Problem(self.path, at.line, at.column, message, mend))

    def rules(self) -> list[tuple[Rule, Tree]]:
        if not isinstance(self.tree, Mapping):
            if self.tree is not None or not self.problems:
                at = self.tree or Scalar(None, 1, 1)
                self.report(at, "it is no pack of rules", "write pack:, title: and rules: there")
            return []
        keys = self._keys(self.tree, _PACK, (), "a pack")
        self.name = self._text(keys, "pack")
        listed = keys.get("rules")
        if not isinstance(listed, Sequence):
            return []
        made = [(self._rule(each), each) for each in listed.items]
        return [(rule, each) for rule, each in made if rule is not None]

    def _rule(self, tree: Tree) -> Rule | None:
        before = len(self.problems)
        if not isinstance(tree, Mapping):
            self.report(tree, "a rule is keys and values", "write - code: …, and its other keys below")
            return None
        keys = self._keys(tree, _TEXTS, _OPTIONAL, "a rule")
        told = {name: self._text(keys, name) for name in _TEXTS if name in keys}
        for name, known in (("check", CHECK), ("severity", SEVERITIES)):
            if name in told and told[name] not in known:
                self.report(keys[name], f"{told[name]!r} is no {name}", mend_of_unknown(told[name], known))
        if len(self.problems) > before:
            return None
        check = CHECK[told["check"]]
        settings = read_settings(keys.get("with"), check.settings, self.report, tree)
        period = self._period(keys)
        agencies = keys.get("agencies")
        kinds = agencies.items if isinstance(agencies, Sequence) else [agencies] if agencies else []
        words = frozenset(each.text for each in kinds if isinstance(each, Scalar) and each.text)
        if len(self.problems) > before:
            return None
        return Rule(
            told["code"], told["title"], told["severity"], check, settings, told["why"], told["source"],
            told["mend"], Example(told["fails"], told["passes"]), self.name, period, words,
        )  # fmt: skip

    def _keys(
        self, tree: Mapping, needed: tuple[str, ...], optional: tuple[str, ...], what: str
    ) -> dict[str, Tree]:
        known = (*needed, *optional)
        keys: dict[str, Tree] = {}
        for key, value in tree.items:
            if key.text not in known:
                self.report(key, f"{what} has no key {key.text!r}", mend_of_unknown(key.text or "", known))
            elif isinstance(value, Scalar) and value.text is None:
                self.report(key, f"{key.text} is empty", "write what it is, or take it out")
            else:
                keys[key.text] = value
        written = {key.text for key, _ in tree.items}
        for name in needed:
            if name not in written:
                self.report(tree, f"{what} needs {name}", f"add {name}: …")
        return keys

    def _text(self, keys: dict[str, Tree], name: str) -> str:
        value = keys.get(name)
        if isinstance(value, Scalar) and value.text:
            return value.text.strip()
        if value is not None:
            self.report(value, f"{name} is no text", "write a text")
        return ""

    def _period(self, keys: dict[str, Tree]) -> Period:
        """The days on which the rule is in force: from a day on, and before a day."""
        days: Any = {name: self._text(keys, name) or None for name in ("from", "to")}
        if not any(days.values()):
            return ALWAYS
        try:
            return Period.between(days["from"], days["to"], BEFORE_ALL)
        except BadValue as bad:
            at = next(keys[name] for name in ("to", "from") if name in keys)
            self.report(at, bad.message, bad.mend)
            return ALWAYS
