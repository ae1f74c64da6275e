import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.graphmodel.graph import Node, Said
from remit.graphmodel.names import aliases, folded, nearest, own_part, rank, singular, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Children's Services", ["childrens", "services"]),
        ("Children’s Services", ["childrens", "services"]),
        ("Bath & North East Somerset", ["bath", "and", "north", "east", "somerset"]),
        ("Bath&North", ["bath", "and", "north"]),
        ("Ynys Môn", ["ynys", "mon"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("Section 11(2)", ["section", "11", "2"]),
        ("  multi-agency\tpanel ", ["multi", "agency", "panel"]),
        ("—", []),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("managers", "manager"), ("duties", "duty"), ("boards", "board"), ("churches", "church"), ("boxes", "box"),
        ("classes", "class"), ("class", "class"), ("status", "status"), ("is", "is"), ("gas", "gas"), ("this", "this"),
        ("has", "has"), ("children", "children"), ("services", "service"), ("businesses", "business"),
        ("witnesses", "witness"), ("police", "police"), ("ties", "tie"),
    ],
)  # fmt: skip
def test_regular_plurals_lose_their_ending(plural: str, expected: str) -> None:
    assert singular(plural) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Team Managers", "team manager"),
        ("the Chief Executive", "CHIEF   EXECUTIVE"),
        ("Children’s Services", "Childrens Service"),
        ("Head of Children & Families", "head of children and families"),
        ("Área Managers", "area manager"),
    ],
)
def test_names_are_equal_whatever_their_case_plural_accents_and_spacing(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Team Manager", "Manager of Team"), ("Chief", "Chief Officer"), ("A", "B")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_the_alone_is_a_name() -> None:
    assert folded("The") == "the"


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)
    assert folded(text) == folded(text.upper().lower()) or not text.isascii()


def node(id: str, name: str, *also: str) -> Node:
    return Node(id, "Role", name, {"aliases": list(also)} if also else {}, Said(fact=1))


def test_the_nearest_fit_wins_only_where_it_is_the_only_one() -> None:
    chief = node("a/chief", "Chief")
    chiefs = node("b/chief", "Chiefs")
    alias = node("c/head", "Head", "Chief")

    assert nearest([chief, chiefs], "a/chief") == [chief]
    assert nearest([chief, chiefs], "chief") == [chief]
    assert nearest([chief, chiefs], " CHIEFS ") == [chiefs]
    assert nearest([chief, alias], "Chief") == [chief, alias]
    assert nearest([node("a/x", "Y"), alias], "chiefs") == [alias]
    assert nearest([], "chief") == []


def test_rank_prefers_whole_names_then_beginnings_then_words_then_the_rest() -> None:
    text = words("review panel")
    whole = rank(text, "The Review Panels", [], "Committee")
    alias = rank(text, "Other", ["Review Panel"], "Committee")
    begins = rank(text, "Review Panel Chair", [], "Committee")
    within = rank(text, "Joint Review Panel", [], "Committee")
    one_word = rank(text, "Panel", [], "Committee")
    elsewhere = rank(text, "Board", [], "Committee")

    assert whole == alias > begins > within > one_word > elsewhere
    assert rank(text, "Review Panel", [], "Duty") < whole
    assert rank(words("the review panel"), "The Review Panel", [], "Committee") == whole


def test_aliases_and_own_part() -> None:
    assert aliases({"aliases": ["a"]}) == ["a"]
    assert aliases({}) == []
    assert own_part("bath-nes/chief-executive") == "chief-executive"
    assert own_part("chief") == "chief"
