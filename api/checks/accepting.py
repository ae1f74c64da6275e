"""Accepting a finding, and ending that: each a record of the change log."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from remit.api.checks.running import all_rules
from remit.api.clock import today
from remit.api.wiring import author
from remit.graphmodel.errors import BadValue, UnknownName
from remit.graphmodel.store import Change, Store
from remit.graphmodel.view import View
from remit.queries.naming import node_named
from remit.queries.rules.acceptance import acceptances, accepting, withdrawing
from remit.queries.rules.rule import NOTE, chosen
from remit.queries.rules.running import findings


def accept(store: Store, code: str, subject: str, reason: str, until: date, packs: Sequence[Path]) -> Change:
    """Accept what a rule finds today about a subject, until a day (as_at axis, that day included).

    Raises UnknownRule, UnknownName and AmbiguousName; BadValue where the day has gone by, or there is no such finding.
    """
    day = today()
    if until < day:
        raise BadValue(f"{until} has gone by", "name today or a later day")
    graph = store.graph(View(as_at=day))
    rules = chosen(all_rules(packs), [code], NOTE)
    node = node_named(graph, subject)
    if not any(each.subject.id == node.id for each in findings(graph, rules)):
        raise BadValue(
            f"{code} finds nothing about {node.id} today",
            f"see what it finds: remit check --rules {code} --all",
        )
    return store.note(accepting(code, node.id, until), author(reason))


def withdraw_acceptance(store: Store, code: str, subject: str, reason: str) -> Change:
    """End an acceptance. Raises UnknownName where there is none."""
    graph = store.graph(View())
    accepted = acceptances(graph)
    node = subject if (code, subject) in accepted else node_named(graph, subject).id
    if (code, node) not in accepted:
        raise UnknownName(
            f"no finding of {code} about {node} is accepted", "remit audit shows what was accepted"
        )
    return store.note(withdrawing(code, node), author(reason))
