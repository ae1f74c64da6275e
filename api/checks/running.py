"""Running the rules over the store and view that the command line names."""

from collections.abc import Sequence
from pathlib import Path

from remit.api.checks.baseline import Baseline
from remit.api.checks.outcome import Outcome
from remit.api.cli.answering import graph_of
from remit.api.cli.options import Reading
from remit.queries.rules.pack import bundled_rules, read_packs
from remit.queries.rules.rule import NOTE, Rule, chosen
from remit.queries.rules.running import findings


def all_rules(packs: Sequence[Path]) -> tuple[Rule, ...]:
    """Remit's own rules and those of the packs. Raises DataRefused with every problem of a pack."""
    return read_packs(packs, bundled_rules())


def run(told: Reading, codes: Sequence[str], packs: Sequence[Path], known: Baseline) -> Outcome:
    """Run the rules of these codes (none: all) that are in force on the day. Raises UnknownRule, DataRefused."""
    rules = chosen(all_rules(packs), codes, NOTE)
    with graph_of(told) as graph:
        in_force = [rule for rule in rules if rule.binds(graph.view.day)]
        found = list(findings(graph, in_force))
        return Outcome(in_force, graph.view, found, known)
