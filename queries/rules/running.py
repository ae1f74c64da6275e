"""Running rules over a graph: what each finds, in the order of the rules, then of the subjects' ids."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, ClassVar

from remit.graphmodel.graph import Graph, Node, Said
from remit.queries.question import Doc
from remit.queries.rules.acceptance import Acceptance, acceptances
from remit.queries.rules.check import OUTCOMES, Hit
from remit.queries.rules.rule import SEVERITIES, Rule
from remit.queries.rules.scope import within


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found about somebody or something."""

    code: Annotated[str, Doc("The rule's code, which stays the same.")]
    severity: Annotated[str, Doc("How much it matters.", SEVERITIES)]
    subject: Annotated[Node, Doc("What it is found about.")]
    outcome: Annotated[
        str,
        Doc(
            "yes: it is so; possibly: days are not known exactly; cannot tell: what one would need to know is not recorded.",
            OUTCOMES,
        ),
    ]
    sentence: Annotated[str, Doc("The finding in plain English.")]
    about: Annotated[tuple[Node, ...], Doc("Who else is concerned.")]
    said: Annotated[tuple[Said, ...], Doc("Where it is stated.")]
    mend: Annotated[str, Doc("How to mend it.")]
    accepted: Annotated[Acceptance | None, Doc("Who has accepted it, why, and until when.")]

    KEY: ClassVar[tuple[str, ...]] = ("code", "subject")

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same finding: the rule's code and the subject's id."""
        return self.code, self.subject.id


def findings(graph: Graph, rules: Iterable[Rule]) -> Iterator[Finding]:
    """What the rules in force on the view's day find."""
    accepted = acceptances(graph)
    for rule in rules:
        if rule.binds(graph.view.day):
            for hit in _in_order(graph, rule):
                yield _finding(rule, hit, accepted.get((rule.code, hit.subject.id)))


@lru_cache(maxsize=1)  # the next page goes on in the same rule
def _in_order(graph: Graph, rule: Rule) -> list[Hit]:
    return sorted(hits_of(graph, rule), key=lambda each: each.subject.id)


def hits_of(graph: Graph, rule: Rule) -> Iterable[Hit]:
    """What a rule finds, in any order, whether or not it is in force on the view's day."""
    hits = rule.check.find(graph, rule.settings)
    return within(graph, rule.agencies, hits) if rule.agencies else hits


def _finding(rule: Rule, hit: Hit, accepted: Acceptance | None) -> Finding:
    said = hit.said or (hit.subject.said,)
    return Finding(
        rule.code, rule.severity, hit.subject, hit.outcome, hit.sentence, hit.about, said, rule.mend, accepted
    )
