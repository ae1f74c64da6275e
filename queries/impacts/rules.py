"""Rules newly failing and newly passing: each rule in force is run before and after, on the whole graph."""

from collections.abc import Iterator

from remit.queries.impacts.aspect import Aspect, Effect, Touched
from remit.queries.rules.running import Finding, findings

FAILING, PASSING = "rule newly failing", "rule newly passing"


def find(touched: Touched) -> Iterator[Effect]:
    """A finding that came or went; as severe as its rule where it came."""
    from remit.queries.rules.pack import bundled_rules  # reads YAML

    rules = bundled_rules()
    old, new = ({each.key: each for each in findings(graph, rules)} for graph in touched.graphs)
    for key in sorted(old.keys() ^ new.keys()):
        found = new.get(key) or old[key]
        yield _effect(found, came=key in new)


def _effect(found: Finding, *, came: bool) -> Effect:
    nothing = "no finding"
    before, after = (nothing, found.sentence) if came else (found.sentence, nothing)
    severity = found.severity if came else "note"
    return Effect(
        found.subject.id, FAILING if came else PASSING, severity, what=found.code, before=before, after=after
    )


RULES = Aspect("rules", (FAILING, PASSING), find)
