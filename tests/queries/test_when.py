"""What must happen when something is so: duties found by the words of their conditions."""

import pytest

from remit.graphmodel.errors import BadValue
from tests.queries.conftest import Stated

DUTIES = """
roles: [{id: head, name: Head}, {id: clerk, name: Clerk}]
duties:
  - {id: hold, name: Hold a conference., when: a referral tells of significant harm, accountable: head, responsible: clerk}
  - {id: log, name: Log it., when: referrals come in by night, within: 1 working day, due: 2020-12}
  - {id: skip, name: Publish the plan., unless: significant harm would follow}
  - {id: pass, name: Pass every worry on., within: without delay}
  - {id: write, name: Write of significant harm.}
  - {id: gone, name: Do it., when: a referral is lost, valid_to: 2019-01-01}
"""


@pytest.fixture
def duties(stated: Stated) -> Stated:
    return stated.say(DUTIES)


def found(stated: Stated, text: str) -> list[str]:
    return [row.duty.id.removeprefix("x/") for row in stated.ask("when", text=text).rows]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("referral", ["hold", "log"]),
        ("When is there a referral?", ["hold", "log"]),
        ("REFERRALS by night", ["log"]),
        ("significant harm", ["hold", "skip"]),
        ("sig harm", ["hold", "skip"]),
        ("harm sig", ["hold", "skip"]),
        ("conference referral", ["hold"]),
        ("referral within 1 working day", ["log"]),
        ("worry", ["pass"]),
        ("referral plan", []),
        ("publish", []),
    ],
)
def test_all_words_or_their_beginnings_are_found_in_conditions(
    duties: Stated, text: str, ids: list[str]
) -> None:
    assert sorted(found(duties, text)) == ids


def test_the_nearest_condition_comes_first(duties: Stated) -> None:
    duties.say(
        "duties: [{id: y/begun, name: Begin., when: harmony is lost}, {id: y/whole, name: End., when: harm is done}]",
        "y",
    )
    assert found(duties, "harm") == ["hold", "skip", "y/whole", "y/begun"]


def test_owners_and_deadline_are_told(duties: Stated) -> None:
    (row,) = [row for row in duties.ask("when", text="referral").rows if row.duty.id == "x/log"]
    assert (row.when, row.within, row.due) == ("referrals come in by night", "1 working day", "2020-12")
    answer = duties.ask("when", text="conference referral")
    assert [node.id for node in answer.rows[0].accountable] == ["x/head"]
    assert [node.id for node in answer.rows[0].responsible] == ["x/clerk"]
    assert answer.sentence == (
        "1 duty on the condition 'conference referral'. Nearest: Hold a conference [when a referral tells of significant"
        " harm]; accountable: Head."
    )


def test_nothing_found_and_nothing_asked(duties: Stated) -> None:
    assert duties.ask("when", text="zebra").sentence == "No duty is recorded whose condition has 'zebra'."
    with pytest.raises(BadValue, match="nothing to look for"):
        duties.ask("when", text="if it is the")


def test_a_cut_search_says_so(stated: Stated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("remit.queries.when.MOST_CANDIDATES", 2)
    stated.say("duties:\n" + "".join(f"  - {{id: d-{n}, name: Review {n}.}}\n" for n in range(5)))
    answer = stated.ask("when", text="review")
    assert answer.truncated
    assert (
        answer.sentence
        == "No duty is recorded whose condition has 'review' among the 2 looked at: add a word."
    )


def test_pages_by_nearness(duties: Stated) -> None:
    first = duties.ask("when", text="significant harm", first=1)
    second = duties.ask("when", text="significant harm", first=1, after=first.after)
    assert [row.duty.id for page in (first, second) for row in page.rows] == ["x/hold", "x/skip"]
    assert second.after is None
