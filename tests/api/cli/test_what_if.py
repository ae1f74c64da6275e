"""Scenarios kept in the store, from the first draft to the undoing of their adoption."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from remit.api.what_if import EXAMPLE
from tests.api.cli.conftest import Run
from tests.docs.blocks import ROOT

PLAN = """\
scenario: flat
title: No director
dataset: my-council
effective: 2030-04-01
operations:
  - abolish: my-council/director
  - {change line: my-council/head, to: my-council/chief-executive}
"""
By = Callable[..., Result]


@pytest.fixture
def by(run: Run, council: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> By:
    """Run a command of `remit what-if` as somebody, on a store with the council and a plan of one's own beside it."""
    run("load", council)
    (tmp_path / "flat.yaml").write_text(PLAN)

    def by(who: str, *args: str | Path) -> Result:
        monkeypatch.setenv("REMIT_USER", who)
        return run("what-if", *args)

    return by


@pytest.fixture
def kept(by: By) -> By:
    """The same, where ann keeps the plan."""
    result = by("ann", "new", "--from", "flat.yaml")
    assert result.stdout == "ann/flat@1 has 2 operations and is private to its owner, on change 1.\n"
    return by


def shown(by: By, who: str = "ann", name: str = "ann/flat") -> Any:
    """A scenario as JSON."""
    return json.loads(by(who, "show", name, "--json").stdout)


def approved(by: By, name: str = "flat") -> None:
    """Ann submits it, ben approves it."""
    assert by("ann", "submit", name).exit_code == 0
    assert by("ben", "approve", f"ann/{name}").exit_code == 0


def log(run: Run) -> list[Any]:
    """The change log."""
    rows: list[Any] = json.loads(run("audit", "--json").stdout)["rows"]
    return rows


def live(run: Run) -> str:
    """All that the data set says, and the log."""
    assert "my-council/plan" in run("export", "--dataset", "my-council", "-o", "-").stdout
    return run("export", "--dataset", "my-council", "-o", "-").stdout + run("audit", "--json").stdout


def test_a_private_scenario_is_seen_by_its_owner_only(kept: By, run: Run) -> None:
    missing = kept("ben", "show", "ann/nothing").output.replace("nothing", "flat")
    for args in (("show", "ann/flat"), ("show", "flat"), ("share", "ann/flat"), ("adopt", "ann/flat@1")):
        result = kept("ben", *args)
        assert result.exit_code == 2
        assert result.output == missing.replace("ann/flat", args[1])
    assert json.loads(kept("ben", "list", "--json").stdout)["rows"] == []
    asked = run("ask", "unowned-duties", "--scenario", "ann/flat")
    assert (asked.exit_code, asked.output) == (2, missing)
    assert "flat" not in run("audit", "--json").stdout + run("search", "director", "--json").stdout
    assert kept("ben", "new", "--from", "flat.yaml").stdout.startswith("ben/flat@1 ")
    assert [row["scenario"] for row in json.loads(kept("ann", "list", "--json").stdout)["rows"]] == [
        "ann/flat"
    ]


def test_nothing_in_the_live_graph_moves_until_it_is_adopted(by: By, run: Run) -> None:
    before = live(run)
    by("ann", "new", "--from", "flat.yaml")
    by("ann", "add", "flat", "vacate: my-council/director", "--before", "1")
    by("ann", "edit", "flat", "1", "--off")
    by("ann", "share", "flat")
    by("ann", "rebase", "flat")
    approved(by)
    by("ann", "withdraw", "flat")
    assert shown(by)["version"] == 7
    assert shown(by)["state"] == "withdrawn"
    assert live(run) == before
    assert run("audit", "verify").exit_code == 0


def test_a_question_is_asked_of_what_is_kept(kept: By, run: Run) -> None:
    found = json.loads(run("ask", "unowned-duties", "--scenario", "flat", "--json").stdout)
    assert [row["duty"]["id"] for row in found["rows"]] == ["my-council/plan", "my-council/review"]
    view = found["view"]
    assert (view["scenario"], view["asAt"], view["knownAt"]) == ("ann/flat@1", "2030-04-01", 1)
    kept("ann", "edit", "flat", "1", "--off")
    again = json.loads(run("ask", "unowned-duties", "--scenario", "ann/flat@1", "--json").stdout)
    assert again == found
    now = json.loads(run("ask", "unowned-duties", "--scenario", "flat", "--json").stdout)
    assert len(now["rows"]) == 1
    assert run("check", "--rules", "duty-unowned", "--scenario", "flat").exit_code in (0, 1)
    refused = run("ask", "unowned-duties", "--scenario", "flat", "--known-at", "1")
    assert refused.exit_code == 2
    assert "--known-at" in refused.output


def test_it_is_pinned_to_the_change_it_was_worked_out_on(kept: By, run: Run, council: Path) -> None:
    (council / "more.yaml").write_text(
        "duties:\n  - {id: new, name: Report., modality: must, locator: '6'}\n"
    )
    run("load", council)
    asked = ("ask", "unowned-duties", "--scenario", "flat", "--json")
    assert "my-council/new" not in run(*asked).stdout
    assert kept("ann", "rebase", "flat").stdout == (
        "ann/flat@2 has 2 operations and is private to its owner, on change 2.\n"
    )
    assert "my-council/new" in run(*asked).stdout


def test_an_adoption_is_one_change_and_so_is_its_undoing(kept: By, run: Run) -> None:
    before = run("export", "--dataset", "my-council", "-o", "-").stdout
    approved(kept)
    adopted = kept("ann", "adopt", "flat", "--reason", "decided")
    assert adopted.stdout == (
        "ann/flat@4 has 2 operations and is adopted as change 2, on change 1. Published as change 2.\n"
    )
    change = log(run)[-1]
    assert (change["number"], change["who"], change["operation"], change["why"]) == (
        2,
        "ann",
        "adopt",
        "decided",
    )
    asked = run("ask", "unowned-duties", "--as-at", "2030-04-01", "--json").stdout
    assert [row["duty"]["id"] for row in json.loads(asked)["rows"]] == [
        "my-council/plan",
        "my-council/review",
    ]
    undone = kept("ann", "undo", "flat", "--reason", "called in")
    assert "is shared, on change 3. Published as change 3." in undone.stdout
    assert run("export", "--dataset", "my-council", "-o", "-").stdout == before
    assert [each["operation"] for each in log(run)] == ["load", "adopt", "undo"]
    assert run("audit", "verify").exit_code == 0
    approved(kept)
    assert kept("ann", "adopt", "flat").exit_code == 0


def test_it_is_rebased_by_adopting_where_nothing_clashes(kept: By, run: Run, council: Path) -> None:
    approved(kept)
    (council / "more.yaml").write_text(
        "duties:\n  - {id: new, name: Report., modality: must, locator: '6'}\n"
    )
    run("load", council)
    assert "adopted as change 3, on change 2" in kept("ann", "adopt", "flat").stdout


@pytest.mark.parametrize("what", ["rebase", "adopt"])
def test_what_has_changed_since_is_shown_and_nothing_is_done(
    kept: By, run: Run, council: Path, what: str
) -> None:
    approved(kept)
    (council / "more.yaml").write_text(
        "duties:\n  - {id: new, name: Report., modality: must, locator: '6', accountable: director}\n"
    )
    run("load", council)
    before = live(run)
    result = kept("ann", what, "flat", "--json")
    assert result.exit_code == 3
    (clash,) = json.loads(result.stdout)["clashes"]
    assert clash == {
        "operation": 1, "statement": "my-council: my-council/director ACCOUNTABLE_FOR my-council/new",
        "base": "not stated", "live": "stated", "yours": "abolish my-council/director",
    }  # fmt: skip
    told = kept("ann", what, "flat").output
    assert "1 thing has changed since change 1 that ann/flat looks at" in told
    assert "base: not stated" in told
    assert (shown(kept)["version"], shown(kept)["pin"]) == (3, 1)
    assert live(run) == before


def test_where_a_thing_is_written_is_no_clash(kept: By, run: Run, council: Path) -> None:
    roles = council / "roles.yaml"
    roles.write_text(roles.read_text().replace('locator: "2"', 'locator: "9"'))
    run("load", council)
    assert "on change 2" in kept("ann", "rebase", "flat").stdout


@pytest.mark.parametrize(
    ("steps", "last", "told"),
    [
        ((), ("approve", "flat"), "it has to be submitted"),
        ((), ("adopt", "flat"), "it has to be approved"),
        ((), ("undo", "flat"), "it has to be adopted"),
        (("submit",), ("share", "flat"), "it has to be private"),
        (("submit", "approve"), ("add", "flat", "vacate: my-council/director"), "it is frozen"),
        (("submit", "approve"), ("edit", "flat", "1", "--off"), "it is frozen"),
        (("withdraw",), ("submit", "flat"), "is withdrawn"),
        (("withdraw",), ("rebase", "flat"), "is withdrawn"),
        (("submit", "approve", "adopt"), ("withdraw", "flat"), "is adopted"),
        ((), ("new", "--from", "flat.yaml"), "you have a scenario flat already"),
        ((), ("edit", "flat", "3", "--off"), "no operation 3"),
        ((), ("show", "flat@2"), "no version 2"),
        ((), ("show", "ann/ flat/x"), "no scenario"),
        ((), ("edit", "flat", "1"), "--off, --on, --remove or --before"),
        ((), ("add", "flat"), "an OPERATION, or --from"),
        ((), ("new", "other"), "--from FILE, or NAME"),
        ((), ("new", "Other", "--from", "flat.yaml"), "is no name"),
        ((), ("new", "other", "--dataset", "my-counsil", "--effective", "2030-01-01"), "mean my-council"),
        ((), ("add", "flat", "abolishh: my-council/head"), "did you mean abolish"),
        ((), ("add", "flat", "vacate: my-council/nobody"), "nothing goes by"),
        ((), ("add", "flat", ""), "it is empty"),
    ],
)  # fmt: skip
def test_what_may_not_be_done_is_refused_with_the_reason(
    kept: By, run: Run, steps: tuple[str, ...], last: tuple[str, ...], told: str
) -> None:
    for step in steps:
        assert kept("ann", step, "flat").exit_code == 0
    before, version = live(run), shown(kept)["version"]
    result = kept("ann", *last)
    assert result.exit_code in (2, 3)
    assert told in " ".join(result.output.split())
    assert live(run) == before
    assert shown(kept)["version"] == version


def test_only_its_owner_edits_it(kept: By) -> None:
    kept("ann", "share", "flat")
    for args in (
        ("add", "flat", "vacate: my-council/director"), ("edit", "flat", "1", "--off"), ("submit", "flat"),
        ("withdraw", "flat"), ("rebase", "flat"),
    ):  # fmt: skip
        result = kept("ben", *args)
        assert result.exit_code == 2
        assert "only ann" in result.output
    assert shown(kept, "ben", "flat")["title"] == "No director"
    assert [
        row["state"] for row in json.loads(kept("ben", "show", "flat", "--versions", "--json").stdout)["rows"]
    ] == ["shared"]


def test_a_name_of_two_owners_has_to_say_whose(kept: By) -> None:
    kept("ben", "new", "--from", "flat.yaml")
    for who in ("ann", "ben"):
        kept(who, "share", "flat")
        assert shown(kept, who, "flat")["owner"] == who
    result = kept("cy", "show", "flat")
    assert result.exit_code == 2
    assert "ann/flat or ben/flat" in result.output


def test_four_eyes(kept: By, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMIT_FOUR_EYES", "1")
    kept("ann", "submit", "flat")
    result = kept("ann", "approve", "flat")
    assert result.exit_code == 2
    assert "somebody else" in result.output
    assert kept("ben", "approve", "flat").exit_code == 0
    assert shown(kept)["approver"] == "ben"


def test_an_edit_of_what_was_submitted_has_it_submitted_again(kept: By) -> None:
    kept("ann", "submit", "flat")
    kept("ann", "edit", "flat", "1", "--off")
    assert shown(kept)["state"] == "shared"


def test_operations_move_only_where_their_order_does_not_matter(kept: By) -> None:
    kept("ann", "add", "flat", "vacate: my-council/director", "--before", "1")
    refused = kept("ann", "edit", "flat", "1", "--before", "4")
    assert refused.exit_code == 2
    assert "not independent" in refused.output
    kept("ann", "add", "flat", "{rename: my-council/chief-executive, to: Head of Paid Service}")
    moved = kept("ann", "edit", "flat", "4", "--before", "2")
    assert moved.exit_code == 0
    whats = [next(iter(each)) for each in shown(kept)["operations"]]
    assert whats == ["vacate", "rename", "abolish", "change line"]


def test_an_edit_that_leaves_what_cannot_be_done_is_refused(by: By) -> None:
    by("ann", "new", "more", "--dataset", "my-council", "--effective", "2030-01-01")
    by("ann", "add", "more", "{create: my-council/new, kind: role, name: New}")
    by("ann", "add", "more", "{change line: my-council/new, to: my-council/chief-executive}")
    for change in ("--off", "--remove"):
        result = by("ann", "edit", "more", "1", change)
        assert result.exit_code == 3
        assert "ann/more, operation" in result.output
    assert len(shown(by, name="more")["operations"]) == 2


def test_what_is_written_as_a_file_reads_the_same(kept: By, tmp_path: Path) -> None:
    kept(
        "ann", "add", "flat", "{rename: my-council/head, to: 'Head: 2030', effective: 2030-05-01, off: true}"
    )
    kept("ann", "add", "flat", "{transfer duties: my-council/head, to: Chief Executive, duties: [my-council/plan, "
         "my-council/review], off: true, reason: 'no, on'}")  # fmt: skip
    (tmp_path / "again.yaml").write_text(kept("ann", "show", "flat", "--yaml").stdout)
    assert kept("ben", "new", "--from", "again.yaml").exit_code == 0
    same = ("scenario", "title", "dataset", "effective", "operations")
    mine, again = shown(kept), shown(kept, "ben", "ben/flat")
    assert {key: mine[key] for key in same} == {key: again[key] for key in same}


def test_the_worked_example_is_the_one_of_the_page(run: Run, bundled_file: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs/what-if.md").read_text(encoding="utf-8")
    assert f"# plans/one-director.yaml\n{EXAMPLE.read_text(encoding='utf-8')}```" in page
    store = tmp_path / "own.db"
    store.write_bytes(bundled_file.read_bytes())
    result = run("what-if", "new", "--example", "--store", store)
    assert result.stdout.startswith("tester/one-director@1 has 3 operations")


def test_scenarios_are_compared_with_what_is_on_one_day(kept: By, tmp_path: Path) -> None:
    (tmp_path / "later.yaml").write_text(
        PLAN.replace("2030-04-01", "2031-04-01").replace("abolish", "vacate")
    )
    found = json.loads(kept("ann", "compare", "flat", "later.yaml", "--json").stdout)
    assert (found["asAt"], found["columns"]) == ("2031-04-01", ["as it is", "ann/flat@1", "later.yaml"])
    values = {each["measure"]: each["values"] for each in found["measures"]}
    assert values["duties that must be done without an owner"] == [1, 2, 1]
    assert values["errors by its impact"][0] is None
    assert values["errors by its impact"][1] > 0
    assert values["roles without a holder"] == [2, 2, 3]
    table = kept("ann", "compare", "flat", "--as-at", "2030-03-31").stdout
    assert "On 2030-03-31." in table
    assert json.loads(kept("ann", "compare", "flat", "--as-at", "2030-03-31", "--json").stdout)["measures"][
        0
    ]["values"] == [1, 1]


def test_coverage_is_proved_up_to_the_day_it_takes_effect(kept: By) -> None:
    found = json.loads(
        kept("ann", "coverage", "flat", "--from", "2030-03-01", "--missing", "owner", "--json").stdout
    )
    rows = [(row["duty"]["id"], row["fromDay"], row["toDay"]) for row in found["rows"]]
    assert rows == [
        ("my-council/plan", "2030-04-01", "2030-04-01"), ("my-council/review", "2030-03-01", "2030-04-01"),
    ]  # fmt: skip


def test_an_export_is_written_as_a_scenario_would_make_it(kept: By, run: Run) -> None:
    export = ("export", "--dataset", "my-council", "-o", "-")
    before = run(*export).stdout
    planned = run(*export, "--scenario", "flat").stdout
    assert planned != before
    assert run(*export, "--scenario", "flat", "--known-at", "1").exit_code == 2
    approved(kept)
    kept("ann", "adopt", "flat")
    assert run(*export).stdout == planned
