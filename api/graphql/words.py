"""Names of the tables as GraphQL writes them: validFrom, ReportsTo, MUST_NOT."""

import re

from remit.api.jsonable import camel

_NOT_A_WORD = re.compile(r"[^A-Za-z0-9]+")


def pascal(name: str) -> str:
    """A name as GraphQL's types have it: part_of, part-of and partOf are PartOf."""
    joined = camel(name)
    return joined[:1].upper() + joined[1:]


def constant(word: str) -> str:
    """A word as GraphQL's enumerations have it: must not is MUST_NOT."""
    return _NOT_A_WORD.sub("_", word).strip("_").upper()
