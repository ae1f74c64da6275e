"""The two questions that Remit is for, as written, on the bundled data sets."""

import json

from tests.api.cli.conftest import Run

LINE = ("--dataset", "bath-nes-2003", "--from", "team manager", "--to", "chief executive")
NAMES = [
    "Team Managers",
    "Group Managers",
    "Head of Children and Families Services",
    "Strategic Director of Social and Housing Services",
    "Chief Executive",
]


def test_the_line_from_team_manager_to_chief_executive(ask: Run) -> None:
    result = ask("reporting-lines", *LINE, "--json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    line = answer["rows"][0]
    assert [line["from"]["name"], *(hop["object"]["name"] for hop in line["hops"])] == NAMES
    assert all(hop["said"]["locator"] for hop in line["hops"])
    assert {hop["said"]["evidence"] for hop in line["hops"]} <= {"stated", "inferred"}
    assert all(name in answer["sentence"] for name in NAMES)
    assert "Last evidenced 25 June 2003." in answer["notes"]


def test_the_line_is_readable_in_80_columns(ask: Run) -> None:
    result = ask("reporting-lines", *LINE)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    text = " ".join(result.stdout.split())
    places = [text.index(f"{name} [") for name in NAMES]
    assert places == sorted(places)
    assert "inferred" in text
    assert "stated" in text


def test_strict_says_where_the_document_stops_carrying_it(ask: Run) -> None:
    answer = json.loads(ask("reporting-lines", *LINE, "--strict", "--json").stdout)
    assert answer["view"]["strict"] is True
    assert answer["rows"][0]["broken"]["reason"] == "not stated"
    assert answer["rows"][0]["broken"]["at"]["name"] in NAMES
    text = ask("reporting-lines", *LINE, "--strict").stdout
    assert "breaks here (not stated)" in text


def test_recommendations_that_name_nobody(ask: Run) -> None:
    answer = json.loads(ask("unowned-duties", "--dataset", "scotland-systems-review", "--json").stdout)
    assert answer["rows"]
    assert {row["duty"]["force"] for row in answer["rows"]} == {"recommendation"}
    assert "none assigned" in {row["reason"] for row in answer["rows"]}
    assert all(row["duty"]["locator"].startswith("Recommendation") for row in answer["rows"])
