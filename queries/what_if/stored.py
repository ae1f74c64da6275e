"""A scenario as a store keeps it: whose it is, its version, its state, and the change that it is worked out on."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from remit.graphmodel.changes import Changes
from remit.graphmodel.drafts import Draft
from remit.graphmodel.errors import DataRefused, Problem, UnknownScenario
from remit.graphmodel.store import Author, Store
from remit.graphmodel.view import View
from remit.queries.what_if.expanding import Expanded, expanded
from remit.queries.what_if.reading import scenario_in
from remit.queries.what_if.scenario import Scenario
from remit.queries.what_if.writing import keys_of

_REFERENCE = re.compile(r"(?:(?P<owner>[^/@]+)/)?(?P<name>[^/@]+)(?:@(?P<version>[0-9]{1,9}))?")
PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Stored:
    """One version of a scenario. `pin` is the change that it is worked out on (known_at axis).

    `shown` says that others than its owner may see it; `approver` who approved it, `adopted` the change that adopted it.
    `at` (UTC, ISO 8601), `who`, `why` and `operation` say what made this version.
    """

    owner: str
    version: int
    scenario: Scenario
    state: str
    pin: int
    shown: bool = False
    approver: str | None = None
    adopted: int | None = None
    at: str = ""
    who: str = ""
    why: str = ""
    operation: str = ""

    @property
    def reference(self) -> str:
        """What it is asked by: OWNER/NAME."""
        return f"{self.owner}/{self.scenario.name}"

    @property
    def exactly(self) -> str:
        """What this version is asked by: OWNER/NAME@VERSION."""
        return f"{self.reference}@{self.version}"


def next_version(stored: Stored, author: Author, operation: str) -> tuple[Stored, Draft]:
    """The stored scenario as its next version, and the draft that records it."""
    made = replace(
        stored, version=stored.version + 1, at=author.at, who=author.who, why=author.why, operation=operation
    )
    body = json.dumps(
        {
            "state": made.state, "pin": made.pin, "shown": made.shown, "approver": made.approver,
            "adopted": made.adopted, "scenario": keys_of(made.scenario),
        },
        ensure_ascii=False,
    )  # fmt: skip
    draft = Draft(made.owner, made.scenario.name, made.version, made.at, made.who, made.why, operation, body)
    return made, draft


def read_draft(draft: Draft) -> Stored:
    """The stored scenario that a draft records."""
    body = json.loads(draft.body)
    scenario = scenario_in(
        json.dumps(body["scenario"], ensure_ascii=False), f"{draft.owner}/{draft.scenario}"
    )
    return Stored(
        draft.owner, draft.version, scenario, body["state"], body["pin"], body["shown"], body["approver"],
        body["adopted"], draft.at, draft.who, draft.why, draft.operation,
    )  # fmt: skip


def listed(store: Store, viewer: str) -> list[Stored]:
    """The scenarios that a viewer may see, by owner and name: their own, and those of others that were shared."""
    return _seen(map(read_draft, store.drafts()), viewer)


def versions(store: Store, reference: str, viewer: str) -> list[Stored]:
    """The versions of a scenario that a viewer may see, oldest first. Raises UnknownScenario, as `named` does."""
    stored = named(store, reference, viewer)
    found = map(read_draft, store.versions_of(stored.owner, stored.scenario.name))
    return _seen(found, viewer)


def named(store: Store, reference: str, viewer: str) -> Stored:
    """The scenario that NAME, OWNER/NAME or OWNER/NAME@VERSION means, in its latest version unless one is named.

    NAME alone means the viewer's own, else the only one of that name. Raises UnknownScenario, and tells not whether there
    is one that the viewer may not see.
    """
    match = _REFERENCE.fullmatch(reference.strip())
    drafts = [draft for draft in store.drafts() if match and _meant(draft, match["owner"], match["name"])]
    found = _seen(map(read_draft, drafts), viewer)
    own = [each for each in found if each.owner == viewer]
    if len(own or found) != 1 or match is None:
        raise _unknown(reference, found)
    (latest,) = own or found
    if match["version"] is None:
        return latest
    older = (
        draft
        for draft in store.versions_of(latest.owner, latest.scenario.name)
        if draft.version == int(match["version"])
    )
    chosen = _seen(map(read_draft, older), viewer)
    if not chosen:
        raise UnknownScenario(
            f"{latest.reference} has no version {match['version']}", f"its latest is {latest.version}"
        )
    return chosen[0]


def _meant(draft: Draft, owner: str | None, name: str) -> bool:
    return draft.scenario == name and owner in (None, draft.owner)


def _seen(stored: Iterable[Stored], viewer: str) -> list[Stored]:
    return [each for each in stored if each.shown or each.owner == viewer]


def _unknown(reference: str, found: Iterable[Stored]) -> UnknownScenario:
    if several := [each.reference for each in found]:
        return UnknownScenario(
            f"{reference} may mean {len(several)} scenarios", f"ask for {' or '.join(several)}"
        )
    return UnknownScenario(f"there is no scenario {reference}", "see remit what-if list")


def worked_out(store: Store, stored: Stored, pin: int | None = None) -> Expanded:
    """What a scenario would change, on the change that it is pinned to or another one."""
    known_at = stored.pin if pin is None else pin
    author = Author(stored.who, stored.at, stored.scenario.title, stored.reference)
    return expanded(stored.scenario, store.graph(View(known_at=known_at)), author)


def changes_of(store: Store, stored: Stored) -> Changes:
    """What a scenario would change on its pin. Raises DataRefused, with a problem for each operation that is refused."""
    found = worked_out(store, stored)
    if found.refusals:
        raise DataRefused(
            [
                Problem(f"{stored.reference}, operation {each.place + 1}", 0, 0, each.message, each.mend)
                for each in found.refusals
            ]
        )
    return found.changes
