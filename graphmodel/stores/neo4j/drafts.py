"""Drafts of scenarios on the server: nodes of their own, apart from what is published, to which versions are only added."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple

import neo4j

from remit.graphmodel.drafts import FIRST_HASH, Draft, chained
from remit.graphmodel.errors import Conflict
from remit.graphmodel.store import OVERTAKEN
from remit.graphmodel.stores.neo4j.reading import Reader
from remit.graphmodel.stores.neo4j.statements import statement


def every(reader: Reader) -> Iterator[Draft]:
    """All versions of all scenarios, by owner, scenario and version."""
    return _sorted(reader, "drafts")


def latest(reader: Reader) -> list[Draft]:
    """The latest version of each scenario, by owner and scenario."""
    return list(_sorted(reader, "drafts_latest"))


def versions(reader: Reader, owner: str, scenario: str) -> list[Draft]:
    """All versions of one scenario, oldest first."""
    return list(_sorted(reader, "drafts_of", of=_of(owner, scenario)))


def _sorted(reader: Reader, name: str, **parameters: str) -> Iterator[Draft]:
    found = [Draft(*row) for row in reader.rows(statement(name), parameters, "drafts")]
    return iter(sorted(found, key=lambda draft: (*draft.key, draft.version)))


def next_of(reader: Reader, draft: Draft) -> Draft:
    """The draft, chained to the version before it. Raises Conflict where it is not the next one."""
    last = next(iter(versions(reader, *draft.key)[-1:]), None)
    if draft.version != (last.version if last else 0) + 1:
        raise Conflict(*OVERTAKEN)
    return chained(draft, last.hash if last else FIRST_HASH)


def record(reader: Reader, draft: Draft) -> Draft:
    """Add the next version of a scenario. Raises Conflict where it is not the next one."""
    told = next_of(reader, draft)

    def work(transaction: neo4j.ManagedTransaction) -> bool:
        if transaction.run(statement("lock")).single() is None:
            return False
        add(transaction, [told])
        return True

    if not reader.managed(work, operation="drafts"):
        raise Conflict("the store is empty, so there is nothing to plan with", "load a data set first")
    return told


def add(transaction: neo4j.ManagedTransaction, drafts: Sequence[Draft]) -> None:
    """Add versions, once the store is locked; those that are there stay. Raises Conflict where they do not follow."""
    asked = {_key(draft) for draft in drafts} | {_key(draft, -1) for draft in drafts}
    known = {row[0]: row[1] for row in transaction.run(statement("draft_hashes"), keys=sorted(asked))}
    new = []
    for draft in drafts:
        if _key(draft) in known:
            if known[_key(draft)] != draft.hash:
                raise Conflict(*OVERTAKEN)
            continue
        if known.get(_key(draft, -1), FIRST_HASH) != draft.previous:
            raise Conflict(*OVERTAKEN)
        known[_key(draft)] = draft.hash
        new.append([_key(draft), _of(*draft.key), *astuple(draft)])
    if new:
        transaction.run(statement("create_drafts"), rows=new).consume()


def _of(owner: str, scenario: str) -> str:
    return json.dumps([owner, scenario], ensure_ascii=False)


def _key(draft: Draft, beside: int = 0) -> str:
    return json.dumps([*draft.key, draft.version + beside], ensure_ascii=False)
