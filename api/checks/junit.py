"""A check as JUnit XML, which build servers show: a suite for each pack, a case for each rule."""

from collections.abc import Sequence
from xml.etree import ElementTree

from remit.api.checks.outcome import ACCEPTED, KNOWN, NEW, Outcome
from remit.queries.rules.rule import Rule
from remit.queries.rules.running import Finding


def junit(outcome: Outcome, severity: str) -> str:
    """The report; a case fails where its rule found something new of a severity or above, and else tells what there is."""
    failing = {each.key for each in outcome.failing(severity)}
    root = ElementTree.Element("testsuites", name="remit check")
    for pack in dict.fromkeys(rule.pack for rule in outcome.rules):
        rules = [rule for rule in outcome.rules if rule.pack == pack]
        suite = ElementTree.SubElement(root, "testsuite", name=pack)
        counts = {"tests": len(rules), "failures": 0, "errors": 0, "skipped": 0}
        for rule in rules:
            counts[_case(suite, rule, outcome, failing)] += 1
        counts["tests"] = len(rules)
        for name, count in counts.items():
            suite.set(name, str(count))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False)


def _case(suite: ElementTree.Element, rule: Rule, outcome: Outcome, failing: set[tuple[str, str]]) -> str:
    """Write a rule's case; which count it belongs to besides that of all."""
    case = ElementTree.SubElement(suite, "testcase", classname=rule.pack, name=rule.code)
    found = outcome.of(rule)
    bad = [each for each in found if each.key in failing]
    if bad:
        noun = "finding" if len(bad) == 1 else "findings"
        failure = ElementTree.SubElement(
            case, "failure", type=rule.severity, message=f"{rule.title}: {len(bad)} {noun}"
        )
        failure.text = _clean("\n".join([*_lines(bad), f"To mend: {rule.mend}"]))
        return "failures"
    told = [each for each in found if outcome.state(each) in (NEW, KNOWN, ACCEPTED)]
    if told:
        ElementTree.SubElement(case, "system-out").text = _clean("\n".join(_lines(told)))
    elif found:
        ElementTree.SubElement(case, "skipped", message=_clean(f"cannot tell of {len(found)}"))
        return "skipped"
    return "tests"


def _lines(found: Sequence[Finding]) -> list[str]:
    return [f"{each.subject.id}: {each.sentence}" for each in found]


def _clean(text: str) -> str:
    """A text without what XML 1.0 forbids."""
    return "".join(each for each in text if each in "\t\n\r" or " " <= each <= "\ud7ff" or each >= "\ue000")
