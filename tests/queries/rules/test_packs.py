"""Every rule of the bundled packs finds something in its failing example, and nothing in its passing one."""

from datetime import date
from typing import Any

import pytest

from remit.graphmodel.days import AFTER_ALL, BEFORE_ALL
from remit.queries.rules.check import CANNOT_TELL
from remit.queries.rules.pack import bundled_rules
from remit.queries.rules.rule import Rule, datasets_of
from remit.queries.rules.running import Finding, findings
from tests.queries.conftest import TODAY, Stated

RULES = bundled_rules()
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))


def day_of(rule: Rule) -> date:
    """A day on which a rule is in force: the usual one, else its first, else its last."""
    if rule.binds(TODAY.toordinal()):
        return TODAY
    period = rule.period
    inside = period.from_latest if period.from_latest > BEFORE_ALL else period.to_earliest - 1
    return date.fromordinal(inside)


def say(stated: Stated, text: str) -> None:
    for name, each in zip("xyz", datasets_of(text), strict=False):
        stated.say(each, dataset=name)


def found(stated: Stated, rule: Rule, text: str) -> list[Finding]:
    say(stated, text)
    return list(findings(stated.graph(day_of(rule)), [rule]))


@each_rule
def test_the_failing_example_fails(stated: Stated, rule: Rule) -> None:
    rows = found(stated, rule, rule.example.fails)
    assert rows
    assert len({row.key for row in rows}) == len(rows)
    for row in rows:
        assert row.sentence.endswith(".")
        assert row.subject.name.rstrip(".") in row.sentence


@each_rule
def test_the_passing_example_passes(stated: Stated, rule: Rule) -> None:
    assert [row for row in found(stated, rule, rule.example.passes) if row.outcome != CANNOT_TELL] == []


@each_rule
def test_an_empty_store_has_no_findings(stated: Stated, rule: Rule) -> None:
    assert list(findings(stated.graph(day_of(rule)), [rule])) == []


@each_rule
def test_a_rule_is_not_run_outside_its_days(stated: Stated, rule: Rule) -> None:
    say(stated, rule.example.fails)
    bounds: list[Any] = []
    if rule.period.from_earliest > BEFORE_ALL:
        bounds.append(date.fromordinal(rule.period.from_earliest - 1))
    if rule.period.to_latest < AFTER_ALL:
        bounds.append(date.fromordinal(rule.period.to_latest))
    for day in bounds:
        assert list(findings(stated.graph(day), [rule])) == []


def test_codes_are_unlike() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
