"""Sentences of findings: what is said of a subject, after its name."""

from remit.graphmodel.graph import Node
from remit.queries.english import agrees


def told_of(node: Node, phrase: str) -> str:
    """A name and what is said of it, without a full stop: Heads *lead*, the Head *leads*; a duty, being a command: *Do it: …*."""
    if node.kind == "Duty":
        return f"{node.name.rstrip('.')}: {phrase}"
    return f"{node.name} {agrees(node.name, phrase)}"
