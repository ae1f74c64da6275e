"""Drafts: what a store keeps of scenarios, apart from the live log, so that its numbers betray none of them.

A scenario is its owner and its name. Each record holds the whole of one version; the records of one scenario are chained
by their hashes. Records are only ever added.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace

FIRST_HASH = "0" * 64
Key = tuple[str, str]  # owner and scenario


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of a scenario: `version` counts from 1, `at` is UTC, ISO 8601, `body` is the scenario as JSON.

    `operation` says what made the version, such as new, add, submit. `previous` and `hash` are filled in by the store.
    """

    owner: str
    scenario: str
    version: int
    at: str
    who: str
    why: str
    operation: str
    body: str
    previous: str = ""
    hash: str = ""

    @property
    def key(self) -> Key:
        """Whose scenario, and its name."""
        return self.owner, self.scenario


def chained(draft: Draft, previous: str) -> Draft:
    """The draft with the hash of the version before it, and its own over all that it says."""
    bare = replace(draft, previous=previous, hash="")
    told = json.dumps(astuple(bare)[:-1], ensure_ascii=False)
    return replace(bare, hash=hashlib.sha256(told.encode()).hexdigest())


def broken(drafts: Iterable[Draft]) -> Iterator[str]:
    """What is wrong with drafts, given by owner, scenario and version."""
    key: Key | None = None
    version, previous = 0, FIRST_HASH
    for draft in drafts:
        if draft.key != key:
            key, version, previous = draft.key, 0, FIRST_HASH
        version += 1
        if draft.version != version:
            yield f"version {version} of the scenario {draft.owner}/{draft.scenario} is missing"
            version = draft.version
        elif draft.previous != previous:
            yield f"version {version} of the scenario {draft.owner}/{draft.scenario} does not follow the one before it"
        if chained(draft, draft.previous).hash != draft.hash:
            yield f"version {version} of the scenario {draft.owner}/{draft.scenario} is not as it was written"
        previous = draft.hash
