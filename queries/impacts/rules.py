"""Rules newly failing and newly passing: each rule in force, asked of those about whom the change may alter what it finds."""

from collections.abc import Iterator

from remit.queries.impacts.aspect import Aspect, Effect
from remit.queries.rules.check import Hit
from remit.queries.rules.rule import Rule
from remit.queries.rules.running import hits_of
from remit.queries.touched import Touched
from remit.queries.within import within

FAILING, PASSING = "rule newly failing", "rule newly passing"


def find(touched: Touched) -> Iterator[Effect]:
    """A finding that came or went; as severe as its rule where it came."""
    from remit.queries.rules.pack import bundled_rules  # reads YAML

    for rule in bundled_rules():
        old, new = found_by(rule, touched)
        for id in sorted(old.keys() ^ new.keys()):
            yield _effect(rule, new.get(id) or old[id], came=id in new)


def found_by(rule: Rule, touched: Touched) -> tuple[dict[str, Hit], dict[str, Hit]]:
    """What a rule finds before and after about subjects that the change may concern, by their ids."""
    if rule.agencies:  # of what agency a subject is hangs on more than the check looks at
        subjects = listed = None
    else:
        subjects = rule.check.near(touched, rule.settings)
        listed = rule.check.listing(touched, rule.settings, subjects) if subjects else None
    before, after = (
        {
            hit.subject.id: hit
            for hit in hits_of(graph if listed is None else within(graph, listed), rule)
            if subjects is None or hit.subject.id in subjects
        }
        if rule.binds(graph.view.day) and subjects != frozenset()
        else {}
        for graph in touched.graphs
    )
    return before, after


def _effect(rule: Rule, hit: Hit, *, came: bool) -> Effect:
    nothing, found = "no finding", f"{rule.code}: {hit.sentence}"
    before, after = (nothing, found) if came else (found, nothing)
    severity = rule.severity if came else "note"
    return Effect(
        hit.subject.id, FAILING if came else PASSING, severity, what=rule.code, before=before, after=after
    )


RULES = Aspect("rules", (FAILING, PASSING), find)
