"""Loops, measures, single points, crossings and ladders as people read them."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from remit.api.texts import write_text
from remit.queries.registry import question_named
from tests.queries.conftest import Stated

TEXT = """
agencies: [{id: council, name: Council}, {id: trust, name: Trust}]
roles:
  - {id: chief, name: Chief, part_of: council}
  - {id: head, name: Head, reports_to: [chief, {to: lead, line: functional}], part_of: council}
  - {id: lead, name: Lead, reports_to: head, part_of: trust, locator: "7"}
  - {id: clerk, name: Clerk, reports_to: [{to: lead, valid_to: 2020}, chief], escalates_to: {to: chief, step: 1, power: decide}}
  - {id: all, name: All Clerks, class: true, reports_to: lead}
duties: [{id: d, name: Do it, accountable: lead}]
"""


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stated]:
    monkeypatch.setenv("COLUMNS", "120")
    made = Stated(tmp_path).say(TEXT)
    yield made
    made.store.close()


def shown(said: Stated, question: str, **asked: Any) -> list[str]:
    """The lines below the sentence, on a wide screen."""
    stream = StringIO()
    write_text(question_named(question), said.ask(question, **asked), stream)
    return stream.getvalue().split("\n\n", 1)[1].splitlines()


def test_a_loop_is_a_chain_that_comes_back(said: Stated) -> None:
    lines = shown(said, "loops")
    assert lines[0] == "1. Mixed: Head [x/head]"
    assert lines[1].strip().startswith("└ reports to Lead [x/lead]")
    assert lines[2].strip().startswith("└ reports to Head [x/head]")


def test_measures_are_a_table_with_what_is_odd_noted(said: Stated) -> None:
    lines = shown(said, "span-and-layers")
    assert lines[0].split() == ["Role", "Span", "Posts", "Layer", "Size", "Note"]
    (lead,) = [line for line in lines if line.startswith("Lead")]
    assert re.split(r"\s{2,}", lead)[1:] == ["1 to 2", "1", "3", "1 to 2", "classes: All Clerks"]
    (clerk,) = [line for line in lines if line.startswith("Clerk")]
    assert clerk.rstrip().endswith("  2 to 4       0  layer possibly")


def test_single_points_are_a_table(said: Stated) -> None:
    lead = next(line for line in shown(said, "single-points") if line.startswith("Lead"))
    assert lead.split("]")[1].split() == ["1", "0", "1", "0"]


def test_what_crosses_is_told_with_the_agencies(said: Stated) -> None:
    lines = shown(said, "cross-agency")
    assert lines[0].startswith("- Head [x/head] (Council) reports to Lead [x/lead] (Trust) ·")
    assert lines[1].startswith("- Lead [x/lead] (Trust) reports to Head [x/head] (Council) ·")


def test_ladders_are_chains_with_their_steps(said: Stated) -> None:
    lines = shown(said, "escalation", a="head", b="clerk")
    assert lines[0] == "a: Head [x/head]"
    assert lines[1].startswith("└ reports to Chief [x/chief]")
    assert "b: Clerk [x/clerk]" in lines
    assert any(
        line.startswith("  ↑ Clerk [x/clerk] escalates to Chief [x/chief] (step 1, to decide) ·")
        for line in lines
    )
