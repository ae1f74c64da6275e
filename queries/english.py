"""Plain English for answers: lists, counts, verbs that agree, places in sources, marks."""

import re
from collections.abc import Sequence

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Node, Said
from remit.graphmodel.names import singular, words
from remit.graphmodel.statements import STATED

MOST_LISTED = 5
ACTUAL = "actual"
_AFTER_HEAD = re.compile(
    r" (?:of|for|in|at|on|to|by|under|with|within|from|who|whom|that|which|where|asked|involved|represented|run"
    r"|trained|offering|providing|working)\b|\(|, "
)
_CONDITIONS = {
    "qualifier": "", "when": "when ", "unless": "unless ", "within": "within ", "frequency": "", "due": "by ",
}  # fmt: skip
_PLURALS = frozenset({"staff", "people", "children"})
_PLURAL_VERBS = {
    "is": "are",
    "has": "have",
    "sits": "sit",
    "holds": "hold",
    "leads": "lead",
    "carries": "carry",
}


def listed(items: Sequence[str], most: int = MOST_LISTED) -> str:
    """A list in words, cut short with a count of the rest."""
    if len(items) > most:
        return f"{', '.join(items[:most])} and {len(items) - most} more"
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A count with its noun: 1 duty, 3 duties."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def page_of(number: int, noun: str, plural: str, onwards: bool) -> str:
    """A page of a longer list: The first 50 duties; The next duty."""
    which = "next" if onwards else "first"
    return f"The {which} {noun}" if number == 1 else f"The {which} {number:,} {plural}"


def is_plural(name: str) -> bool:
    """Whether a name reads as a plural: Team Managers, GPs, Staff of schools; not Head of Children's Services, DfES."""
    head = _AFTER_HEAD.split(name, maxsplit=1)[0].split()
    if not head or not (last := words(head[-1])):
        return False
    if re.search("[A-Z]s?$", head[-1]):
        return head[-1].endswith("s")
    return last[-1] in _PLURALS or singular(last[-1]) != last[-1]


def agrees(name: str, phrase: str) -> str:
    """A phrase whose verb agrees with a name: Team Managers *report to*, the Chief Executive *reports to*."""
    if not is_plural(name):
        return phrase
    if phrase == "is one of":
        return "are among"
    verb, _, rest = phrase.partition(" ")
    plural = _PLURAL_VERBS.get(verb, verb.removesuffix("s"))
    return f"{plural} {rest}".strip()


def place_of(said: Said) -> str:
    """Where an assertion stands, on what evidence unless it is stated, and its standing: 13.4, inferred, expected."""
    evidence = said.evidence if said.evidence != STATED else None
    standing = said.standing if said.standing != ACTUAL else None
    return ", ".join(each for each in (said.locator, evidence, standing) if each)


def bracketed(*parts: str) -> str:
    """The parts that say something, in brackets after a space."""
    told = [part for part in parts if part]
    return f" ({', '.join(told)})" if told else ""


def perhaps(truth: Truth) -> str:
    """The word for what is only possibly so."""
    return "possibly" if truth is Truth.POSSIBLY else ""


def duty_told(duty: Node) -> str:
    """A duty with what conditions it: when, unless, how soon, how often, by when, how softened."""
    parts = [f"{before}{value}" for key, before in _CONDITIONS.items() if (value := duty.text(key))]
    return duty.name.rstrip(".") + (f" [{'; '.join(parts)}]" if parts else "")


def name_of(node: Node) -> str:
    """A node's name, marked where it is proposed or expected."""
    return node.name + bracketed(node.said.standing if node.said.standing not in (None, ACTUAL) else "")
