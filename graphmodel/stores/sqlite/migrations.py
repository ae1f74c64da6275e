"""How an older file becomes one of this version: in one transaction, after a copy was made."""

from dataclasses import dataclass

VERSION = 1


@dataclass(frozen=True, slots=True)
class Migration:
    """The SQL that brings a file from one format to the next."""

    brings_from: int
    sql: str


MIGRATIONS: tuple[Migration, ...] = ()
