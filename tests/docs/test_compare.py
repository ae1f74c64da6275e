"""The comparison finds what differs, and lets nothing but a cut stand for something else."""

import pytest

from tests.docs.compare import cut_alike, fits, json_fits, laid_out, without_changing

PRINTED = "one\ntwo  \nthree\nfour"


@pytest.mark.parametrize(
    "shown", ["one\ntwo\nthree\nfour", "one\n…\nfour", "…\nfour", "one\n…", "…", "one\nt…o\nthr…\n…"]
)
def test_a_text_fits(shown: str) -> None:
    assert fits(shown, PRINTED)


@pytest.mark.parametrize(
    "shown", ["", "one\ntwo", "one\ntwo\nthree\nfive", "one\n…\nfive", "two\n…", "on\n…", "…\nfou"]
)
def test_a_text_does_not_fit(shown: str) -> None:
    assert not fits(shown, PRINTED)


def test_a_cut_in_a_line_stays_in_its_line() -> None:
    assert not fits("one…four", PRINTED)


def test_characters_mean_themselves() -> None:
    assert not fits("a.c", "abc")
    assert fits("a (b) [c] *", "a (b) [c] *")


ANSWER = {"data": {"rows": [{"name": "a … b, c"}, {"name": "two"}, {"name": 'say "so"'}]}}


@pytest.mark.parametrize("shown", [
    laid_out(ANSWER), laid_out(ANSWER, width=20), '{"data": {"rows": [{"name": "a … b, c"}, …]}}', '{"data": {"rows": […, {"name": "say \\"so\\""}]}}',
])  # fmt: skip
def test_an_answer_fits(shown: str) -> None:
    assert json_fits(shown, ANSWER)


@pytest.mark.parametrize(
    "shown", ['{"data": {"rows": []}}', '{"data": {"rows": [{"name": "other"}, …]}}', "{}", ""]
)
def test_an_answer_does_not_fit(shown: str) -> None:
    assert not json_fits(shown, ANSWER)


def test_an_output_is_cut_where_it_was_cut_before() -> None:
    assert cut_alike("a\n…\nz", "1\n2\n3\n4") == "1\n…\n4"
    assert cut_alike("a\n…", "1\n2\n3\n4") == "1\n…"
    assert cut_alike("a\n…\nz", "1\n2") == "1\n2"
    assert cut_alike("a", "1\n2") == "1\n2"


def test_hashes_and_times_are_cut_out() -> None:
    assert without_changing(f"3:{'0af1' * 16}\nat 12:30, da926d664951") == "3:…\nat …, …"
