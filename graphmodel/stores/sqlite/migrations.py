"""How an older file becomes one of this version: in one transaction, after a copy was made."""

from dataclasses import dataclass

VERSION = 2


@dataclass(frozen=True, slots=True)
class Migration:
    """The SQL that brings a file from one format to the next."""

    brings_from: int
    sql: str


_RARE_FACTS = """
CREATE INDEX IF NOT EXISTS node_fact_unsourced ON node_fact (number) WHERE source IS NULL;
CREATE INDEX IF NOT EXISTS edge_fact_unsourced ON edge_fact (number) WHERE source IS NULL;
CREATE INDEX IF NOT EXISTS node_fact_not_stated ON node_fact (number, evidence) WHERE evidence > 0;
CREATE INDEX IF NOT EXISTS edge_fact_not_stated ON edge_fact (number, evidence) WHERE evidence > 0;
"""

MIGRATIONS: tuple[Migration, ...] = (Migration(1, _RARE_FACTS),)
