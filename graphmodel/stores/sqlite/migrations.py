"""How an older file becomes one of this version: in one transaction, after a copy was made."""

from dataclasses import dataclass

VERSION = 3


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

_DRAFTS = """
CREATE TABLE draft (           -- versions of scenarios, apart from the change log; each chained to the one before
    owner TEXT NOT NULL,
    scenario TEXT NOT NULL,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,          -- UTC, ISO 8601
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    operation TEXT NOT NULL,   -- what made the version: new, add, submit
    body TEXT NOT NULL,        -- the scenario as JSON
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (owner, scenario, version)
) WITHOUT ROWID;
"""

MIGRATIONS: tuple[Migration, ...] = (Migration(1, _RARE_FACTS), Migration(2, _DRAFTS))
