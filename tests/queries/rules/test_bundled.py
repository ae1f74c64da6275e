"""What rules on lines, ownership, people and texts find in the bundled data sets: each was read against its document."""

from collections import Counter
from collections.abc import Iterator

import pytest

from remit.graphmodel.stores.sqlite.store import SqliteStore
from remit.graphmodel.view import View
from remit.loaders.bundled import bundled
from remit.loaders.load import load
from remit.queries.rules.check import CANNOT_TELL
from remit.queries.rules.pack import bundled_rules
from remit.queries.rules.running import Finding, findings
from tests.queries.conftest import AUTHOR, TODAY

PACKS = ("lines", "ownership", "people", "texts")
DOER = "nobody-responsible"
# Texts that ask somebody to see that a thing is so, or that it be so, and do not say who does it.
WITHOUT_DOER = {
    "bath-nes-2003": 47, "surrey-2013": 0, "scotland-chief-officers": 22, "scotland-systems-review": 0,
    "west-mercia-2013": 8,
}  # fmt: skip
# Sentences without a subject, plain descriptions, and duties that a text lays on a committee as such.
READ = {
    "bath-nes-2003": {
        "duty-unowned": {"d-3-4-brief"},
        "only-collective": {"d-9-1-inform", "d-9-1-involve", "d-9-2-monitor", "d-11-1-agree", "d-11-1-effective"},
    },
    "surrey-2013": {
        "duty-unowned": {
            "d-3-invite", "d-6-b1-26-weeks", "d-6-b1-fewer-experts", "d-15-second-b1-protocols", "d-17-complete-pathway",
            "d-17-complete-training-review",
        },
        "only-collective": {"d-11-b1-drive-priorities", "d-15-second-b3-managers", "d-15-second-b3-pathway"},
        "role-leads-several": {"qa-team-manager"},
    },
    "scotland-chief-officers": {
        "duty-unowned": {
            "d-2-5-plan-in-icsp", "d-2-5-report-in-icsp", "d-2-12-5-reserved", "d-2-12-enable-advice",
            "d-2-12-enable-decisions",
        },
        "only-collective": {
            "d-2-2-convene-chair", "d-2-2-focus", "d-2-3-agree-plan", "d-2-3-agree-report", "d-2-3-evaluate",
            "d-2-3-integrate", "d-2-3-meet", "d-2-6-agree-resources", "d-2-6-functions", "d-2-6-review-resources",
            "d-2-10-agree-course", "d-2-10-arbitrate", "d-2-10-refer", "d-2-10-reflect",
        },
    },
    "scotland-systems-review": {},
    "west-mercia-2013": {
        "duty-unowned": {"d-4-14-2-1-single-contact"},
        "only-collective": {"d-4-11-1-further-education", "d-4-11-1-maintained-schools"},
    },
}  # fmt: skip
# What nobody can tell, by rule: the texts name no chair, no member, no body above, no member of a class, no receiving end.
UNTOLD = {
    "bath-nes-2003": {
        "accountable-without-authority": 19, "class-members-unknown": 1, "committee-answers-to-nobody": 7,
        "committee-without-chair": 4, "committee-without-members": 3, "owed-but-not-expected": 7,
        "role-outside-lines": 2,
    },
    "surrey-2013": {
        "class-members-unknown": 2, "committee-answers-to-nobody": 8, "committee-without-members": 5,
        "owed-but-not-expected": 2, "role-outside-lines": 3,
    },
    "scotland-chief-officers": {
        "class-members-unknown": 14, "committee-answers-to-nobody": 7, "committee-without-chair": 3,
        "committee-without-members": 6, "delegation-broken": 2, "owed-but-not-expected": 15,
    },
    "scotland-systems-review": {
        "class-members-unknown": 1, "committee-answers-to-nobody": 6, "committee-without-chair": 1,
        "committee-without-members": 5, "owed-but-not-expected": 5,
    },
    "west-mercia-2013": {
        "class-members-unknown": 28, "committee-answers-to-nobody": 10, "committee-without-members": 10,
        "owed-but-not-expected": 21,
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    made = SqliteStore.open(tmp_path_factory.mktemp("bundled") / "remit.db", create=True)
    load(made, bundled(), AUTHOR)
    yield made
    made.close()


def certain(store: SqliteStore, datasets: frozenset[str] | None) -> list[Finding]:
    rules = [rule for rule in bundled_rules() if rule.pack in PACKS]
    graph = store.graph(View(as_at=TODAY, datasets=datasets))
    return [row for row in findings(graph, rules) if row.outcome != CANNOT_TELL]


@pytest.mark.parametrize("dataset", READ)
def test_only_what_was_read_is_found(store: SqliteStore, dataset: str) -> None:
    found: dict[str, set[str]] = {DOER: set()}
    for row in certain(store, frozenset((dataset,))):
        found.setdefault(row.code, set()).add(row.subject.id.partition("/")[2])
    assert len(found.pop(DOER)) == WITHOUT_DOER[dataset]
    assert found == READ[dataset]


@pytest.mark.parametrize("dataset", UNTOLD)
def test_only_what_the_texts_leave_open_cannot_be_told(store: SqliteStore, dataset: str) -> None:
    graph = store.graph(View(as_at=TODAY, datasets=frozenset((dataset,))))
    found = Counter(row.code for row in findings(graph, bundled_rules()) if row.outcome == CANNOT_TELL)
    assert found == UNTOLD[dataset]


def test_data_sets_together_show_nothing_more(store: SqliteStore) -> None:
    together = certain(store, None)
    read = sum(len(ids) for codes in READ.values() for ids in codes.values())
    assert len(together) == read + sum(WITHOUT_DOER.values())


def test_all_data_sets_are_read() -> None:
    assert {folder.name for folder in bundled()} == READ.keys()
