"""Names and verbs agree, whatever follows the noun."""

import pytest

from remit.queries.english import agrees


@pytest.mark.parametrize(
    "name",
    [
        "Team Managers",
        "GPs",
        "Staff of schools",
        "Professionals involved with the child",
        "Bodies under section 11 of the Children Act 2004",
        "Police officers trained to investigate child abuse",
    ],
)
def test_a_plural_takes_a_plural_verb(name: str) -> None:
    assert agrees(name, "is accountable") == "are accountable"


@pytest.mark.parametrize(
    "name",
    [
        "Head of Children's Services",
        "DfES",
        "NHS",
        "The Police",
        "Child's guardian",
        "Everybody who works with children",
    ],
)
def test_a_singular_takes_a_singular_verb(name: str) -> None:
    assert agrees(name, "is accountable") == "is accountable"
