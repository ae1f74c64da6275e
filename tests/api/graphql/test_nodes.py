"""Nodes and what is said of them, and relations walked both ways."""

from tests.api.graphql.conftest import Ask

DIRECTOR = "council/director"


def test_node_has_the_fields_of_its_kind_and_of_its_statement(ask: Ask) -> None:
    found = ask(
        """query($id: ID!) { node(id: $id, view: {asAt: "2025-07-01", datasets: ["council-2024"]}) {
             __typename id kind name aliases standing evidence inForce validFrom validTo dataset locator reason note
             recorded lastEvidenced statement basedOn source { id name edition address date }
             ... on Role { form posts class } } }""",
        id=DIRECTOR,
    )["node"]
    assert found == {
        "__typename": "Role",
        "id": DIRECTOR,
        "kind": "ROLE",
        "name": "Director of Children's Services",
        "aliases": ["DCS"],
        "standing": "ACTUAL",
        "evidence": "STATED",
        "inForce": "YES",
        "validFrom": None,
        "validTo": None,
        "dataset": "council-2024",
        "locator": "3",
        "reason": None,
        "note": None,
        "recorded": True,
        "lastEvidenced": "2024-04-01",
        "statement": f"council-2024: {DIRECTOR}",
        "basedOn": [],
        "source": {
            "id": "council/scheme", "name": "Scheme of delegation", "edition": "4",
            "address": "https://example.org/scheme", "date": "2024-04-01",
        },
        "form": "POST", "posts": None, "class": None,
    }  # fmt: skip


def test_unknown_ids_are_null_and_order_is_kept(ask: Ask) -> None:
    assert ask('{ node(id: "council/nobody") { id } }') == {"node": None}
    found = ask('{ nodes(ids: ["council/board", "nobody", "council/brookshire"]) { id kind } }')["nodes"]
    assert found == [
        {"id": "council/board", "kind": "COMMITTEE"},
        None,
        {"id": "council/brookshire", "kind": "AGENCY"},
    ]


def test_each_relation_can_be_walked_back(ask: Ask) -> None:
    up = ask(
        """{ node(id: "council/team-managers") { ... on Role { reportsTo { edges {
             line evidence reason locator node { id manages { edges {
               line evidence reason locator node { id } } } } } } } } }"""
    )["node"]["reportsTo"]["edges"][0]
    hop = {
        "line": "MANAGEMENT",
        "evidence": "INFERRED",
        "reason": "The Head of Safeguarding checks their casework.",
        "locator": "3.3",
    }
    assert up == {
        **hop,
        "node": {
            "id": "council/head-of-safeguarding",
            "manages": {"edges": [{**hop, "node": {"id": "council/team-managers"}}]},
        },
    }


def test_attributes_of_edges_are_fields_and_refer_to_nodes(ask: Ask) -> None:
    members = ask(
        """{ node(id: "council/board") { ... on Committee { seats members { totalCount edges {
             capacity voting onBehalfOf { id name } node { id } source { id } statement } } } } }"""
    )["node"]
    assert members["seats"] == 8
    assert members["members"]["totalCount"] == 2
    assert members["members"]["edges"] == [
        {
            "capacity": "CHAIR", "voting": None, "onBehalfOf": None, "node": {"id": DIRECTOR},
            "source": {"id": "council/scheme"}, "statement": f"council-2024: {DIRECTOR} SITS_ON council/board",
        },
        {
            "capacity": "MEMBER", "voting": True,
            "onBehalfOf": {"id": "council/childrens-services", "name": "Children's Services"},
            "node": {"id": "council/team-managers"}, "source": {"id": "council/scheme"},
            "statement": "council-2024: council/team-managers SITS_ON council/board",
        },
    ]  # fmt: skip


def test_words_of_several_parts_are_enumerated(ask: Ask) -> None:
    duty = ask("""{ node(id: "council/never-share") { ... on Duty { modality force theme within } } }""")[
        "node"
    ]
    assert duty == {"modality": "MUST_NOT", "force": "STATUTE", "theme": "records", "within": None}
    record = ask(
        """{ node(id: "council/record") { ... on Duty { refersTo { edges { how node { __typename id } } } } } }"""
    )["node"]["refersTo"]["edges"]
    assert record == [{"how": "READ_WITH", "node": {"__typename": "Source", "id": "council/scheme-part-3"}}]


def test_a_class_names_what_it_leaves_out(ask: Ask) -> None:
    found = ask('{ node(id: "council/officers") { ... on Role { class except { id } } } }')["node"]
    assert found == {"class": True, "except": [{"id": "council/chief-executive"}]}


def test_confirmed_none_and_partial_dates(ask: Ask) -> None:
    vacant = ask(
        '{ node(id: "council/head-of-safeguarding") { confirmedNone ... on Role { heldBy { totalCount } } } }'
    )["node"]
    assert vacant == {"confirmedNone": ["HOLDS", "ONE_OF"], "heldBy": {"totalCount": 0}}
    query = """query($day: Date) { node(id: "council/director", view: {asAt: $day}) { ... on Role {
                 heldBy { edges { as validFrom inForce node { name } } } } } }"""
    held = {"as": "INTERIM", "validFrom": "2023-09", "node": {"name": "Jo Bell"}}
    assert ask(query, day="2023-08-31")["node"]["heldBy"]["edges"] == []
    assert ask(query, day="2023-09-15")["node"]["heldBy"]["edges"] == [{**held, "inForce": "POSSIBLY"}]
    assert ask(query, day="2023-10-01")["node"]["heldBy"]["edges"] == [{**held, "inForce": "YES"}]


def test_disagreeing_data_sets_are_both_shown(ask: Ask) -> None:
    found = ask(
        """{ node(id: "council/director") { name dataset ... on Role { form }
             others { name dataset lastEvidenced source { name } attributes { name values node { id } } } } }"""
    )["node"]
    assert found == {
        "name": "Director for Children",
        "dataset": "audit-2025",
        "form": "OFFICE",
        "others": [
            {
                "name": "Director of Children's Services",
                "dataset": "council-2024",
                "lastEvidenced": "2024-04-01",
                "source": {"name": "Scheme of delegation"},
                "attributes": [
                    {"name": "aliases", "values": ["DCS"], "node": None},
                    {"name": "form", "values": ["post"], "node": None},
                ],
            }
        ],
    }


def test_search_finds_by_words(ask: Ask) -> None:
    found = ask('{ search(text: "safeguarding", kinds: [COMMITTEE, ROLE]) { rank node { id } } }')["search"]
    assert {each["node"]["id"] for each in found} == {"council/board", "council/head-of-safeguarding"}
    assert [each["rank"] for each in found] == sorted((each["rank"] for each in found), reverse=True)
    assert len(ask('{ search(text: "safeguarding", first: 1) { rank } }')["search"]) == 1


def test_datasets_say_what_is_loaded_when(ask: Ask) -> None:
    query = """query($view: ViewInput) { datasets(view: $view) {
                 dataset title date complete source { id } loaded { number why } changed { number at } } }"""
    first, second = ask(query)["datasets"]
    assert (first["dataset"], second["dataset"]) == ("audit-2025", "council-2024")
    assert second == {
        "dataset": "council-2024",
        "title": "Scheme of delegation of Brookshire Council, 2024",
        "date": "2024-04-01",
        "complete": ["ONE_OF"],
        "source": {"id": "council/scheme"},
        "loaded": {"number": 1, "why": "first load of the council"},
        "changed": {"number": 1, "at": "2024-04-02T09:00:00Z"},
    }
    assert [each["dataset"] for each in ask(query, view={"knownAt": "1"})["datasets"]] == ["council-2024"]
    assert [each["dataset"] for each in ask(query, view={"datasets": ["audit-2025"]})["datasets"]] == [
        "audit-2025"
    ]
