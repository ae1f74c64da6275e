"""The pages of docs/rules/: each rule of the bundled packs with why, source and examples; the packs; the checks."""

from dataclasses import MISSING, fields
from itertools import groupby
from typing import get_args, get_type_hints

from remit.api.markdown import MADE, table
from remit.graphmodel.days import AFTER_ALL, BEFORE_ALL, written_day
from remit.queries.question import Doc
from remit.queries.rules.check import Check
from remit.queries.rules.pack import bundled_rules
from remit.queries.rules.registry import CHECKS
from remit.queries.rules.rule import Rule, datasets_of


def rule_pages() -> dict[str, str]:
    """Every page by its path below docs/."""
    made = {f"rules/{rule.code}.md": rule_page(rule) for rule in bundled_rules()}
    return made | {"rules/README.md": rules_page(), "rules/checks.md": checks_page()}


def rules_page() -> str:
    """The list of rules, pack by pack."""
    parts = [
        f"# Rules\n\n{MADE}\nWhat `remit check` looks for. How to check, accept and add rules is told in "
        "[checking](../checking.md). A finding says how things stand in the record; it is no legal advice.\n"
    ]
    for pack, rules in groupby(bundled_rules(), lambda rule: rule.pack):
        rows = [(f"[{each.code}]({each.code}.md)", each.severity, each.title) for each in rules]
        parts.append(f"## {pack}\n\n{table(('rule', 'severity', 'what it finds'), rows)}")
    return "\n".join(parts)


def rule_page(rule: Rule) -> str:
    """A rule's page: why, source, on which days, how to mend it, and two examples, which the tests run."""
    facts = [
        ("severity", rule.severity),
        ("pack", rule.pack),
        ("check", f"[{rule.check.name}](checks.md#{rule.check.name})"),
    ]
    if days := _days(rule):
        facts.append(("in force", days))
    if rule.agencies:
        facts.append(("agencies", ", ".join(sorted(rule.agencies))))
    parts = [
        f"# {rule.code}\n\n{MADE}\n{rule.title}.\n",
        table(("", ""), facts),
        f"**Why.** {rule.why}\n",
        f"**Source.** {rule.source}.\n",
        f"**How to mend it.** {rule.mend}\n",
        f"## An example that fails\n\n{_example(rule.example.fails)}",
        f"## An example that passes\n\n{_example(rule.example.passes)}",
    ]
    return "\n".join(parts)


def _example(text: str) -> str:
    """The statements of an example, a block for each data set."""
    return "\nand in another data set\n\n".join(
        f"```yaml\n{each.rstrip()}\n```\n" for each in datasets_of(text)
    )


def _days(rule: Rule) -> str:
    period = rule.period
    began = f"from {written_day(period.from_earliest)}" if period.from_earliest > BEFORE_ALL else ""
    ended = f"until {written_day(period.to_latest - 1)}" if period.to_latest < AFTER_ALL else ""
    return " ".join(each for each in (began, ended) if each)


def checks_page() -> str:
    """The checks that rules are made of, with their settings."""
    parts = [
        f"# Checks\n\n{MADE}\nA rule of a [pack](../checking.md#packs-of-your-own) names one of these, and gives it settings under `with:`.\n"
    ]
    parts += [_check(each) for each in sorted(CHECKS, key=lambda each: each.name)]
    return "\n".join(parts)


def _check(check: Check) -> str:
    hints = get_type_hints(check.settings, include_extras=True)
    rows = []
    for field in fields(check.settings):
        doc = next(each for each in get_args(hints[field.name]) if isinstance(each, Doc))
        needed = field.default is MISSING and field.default_factory is MISSING
        shown = (
            "needed" if needed else str(field.default) if field.default not in (MISSING, None, (), "") else ""
        )
        told = f"{doc.text} ({', '.join(doc.choices)})" if doc.choices else doc.text
        rows.append((f"`{field.name.rstrip('_')}`", told, shown))
    settings = table(("setting", "meaning", "default"), rows) if rows else "It has no settings.\n"
    return f"## {check.name}\n\n{check.summary}\n\n{settings}"
