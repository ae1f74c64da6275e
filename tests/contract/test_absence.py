"""What is missing, in three values."""

from datetime import date

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Need, Side
from remit.graphmodel.store import Store
from remit.graphmodel.view import View
from tests.drawing import load

NO, POSSIBLY, YES = Truth


def test_lacking_has_three_values(store: Store) -> None:
    load(
        store,
        """
        Person: pat [from=2000-01-01]
        Role: held, never, started, ended, lapsed [from=2000-01-01]
        Role: perhaps [from=2003]
        Role: gone [from=2000-01-01, to=2001-01-01]
        pat <holds> held [from=2001-01-01]
        pat <holds> started [from=2003]
        pat <holds> ended [from=2001-01-01, to=2003-05]
        pat <holds> lapsed [from=2001-01-01, to=2002-01-01]
        """,
    )
    graph = store.graph(View(as_at=date(2003, 5, 15)))

    expected = {"never": YES, "started": POSSIBLY, "ended": POSSIBLY, "lapsed": YES, "perhaps": POSSIBLY}
    assert dict(graph.lacking("Role", Need("HOLDS", Side.OBJECT))) == expected
    assert graph.lacking("Role", Need("HOLDS", Side.OBJECT), after="lapsed", limit=2) == [
        ("never", YES),
        ("perhaps", POSSIBLY),
    ]


def test_nested_lacking_has_three_values_too(store: Store) -> None:
    """A duty is owned where an owner exists and is not confirmed vacant."""
    load(
        store,
        """
        Role: filled, recorded [from=2000-01-01]
        Role: vacant, refilled, perhaps [none=HOLDS, from=2000-01-01]
        pat <holds> filled [from=2000-01-01]
        pat <holds> refilled [from=2000-01-01]
        pat <holds> perhaps [from=2003]
        filled <accountable> d-filled [from=2000-01-01]
        recorded <accountable> d-recorded [from=2000-01-01]
        vacant <accountable> d-vacant [from=2000-01-01]
        refilled <accountable> d-refilled [from=2000-01-01]
        perhaps <accountable> d-perhaps [from=2000-01-01]
        filled <accountable> d-later [from=2003]
        Duty: d-none [from=2000-01-01]
        """,
    )
    need = Need("ACCOUNTABLE_FOR", Side.OBJECT, then=Need("HOLDS", Side.OBJECT, confirmed=True))
    found = dict(store.graph(View(as_at=date(2020, 5, 15))).lacking("Duty", need))
    on_the_way = dict(store.graph(View(as_at=date(2003, 5, 15))).lacking("Duty", need))

    assert found == {"d-vacant": YES, "d-none": YES}
    assert {id: on_the_way[id] for id in ("d-perhaps", "d-later")} == {
        "d-perhaps": POSSIBLY,
        "d-later": POSSIBLY,
    }
    assert "d-filled" not in on_the_way


def test_complete_confirms_absence_but_for_what_is_withheld_or_not_applicable(store: Store) -> None:
    load(
        store,
        "Role: open\nRole: told [withheld=HOLDS]\nRole: never [not_applicable=HOLDS]\npat <holds> taken",
        complete={"drawn": ("HOLDS",)},
    )
    graph = store.graph(View())

    assert graph.lacking("Role", Need("HOLDS", Side.OBJECT, confirmed=True)) == [("open", YES)]
    assert {id: node.confirmed_none for id, node in graph.nodes(["open", "told", "never"]).items()} == {
        "open": {"HOLDS": YES},
        "told": {},
        "never": {},
    }


def test_that_all_holders_are_stated_says_nothing_of_a_class_of_posts(store: Store) -> None:
    """It is held by its members; only by itself is it stated to be vacant."""
    load(
        store,
        """
        Role: every-head [class=true]
        Role: no-warden [class=true, none=HOLDS]
        Role: head
        pat <holds> head
        head <one_of> every-head
        every-head <accountable> safety
        no-warden <accountable> doors
        """,
        complete={"drawn": ("HOLDS",)},
    )
    graph = store.graph(View())
    held = Need("HOLDS", Side.OBJECT, confirmed=True)

    assert graph.lacking("Role", held) == [("no-warden", YES)]
    need = Need("ACCOUNTABLE_FOR", Side.OBJECT, then=held, members=True)
    assert graph.lacking("Duty", need) == [("doors", YES)]
    assert [graph.nodes([id])[id].confirmed_none for id in ("every-head", "no-warden")] == [
        {},
        {"HOLDS": YES},
    ]


def test_a_class_is_short_where_a_recorded_member_is(store: Store) -> None:
    load(
        store,
        """
        Role: class, m1, m2, alone [class]
        m1 <one_of> class
        m2 <one_of> class
        class <accountable> shared
        alone <accountable> single
        pat <holds> class
        pat <holds> alone
        pat <holds> m1
        """,
    )
    need = Need("ACCOUNTABLE_FOR", Side.OBJECT, then=Need("HOLDS", Side.OBJECT), members=True)

    assert store.graph(View()).lacking("Duty", need) == [("shared", YES)]


def test_what_is_proposed_counts_only_where_asked_for(store: Store) -> None:
    load(
        store,
        "Role: boss [standing=proposed]\na -> boss\na -> b [standing=proposed]\nb -> c [standing=expected]",
    )

    real, wished = store.graph(View()), store.graph(View(proposed=True))
    assert real.count("Role") == (3, 3)
    assert wished.count("Role") == (4, 4)
    assert [edge.object for edge in real.edges(["REPORTS_TO"], subjects=["a", "b"])] == ["boss", "c"]
    assert [edge.object for edge in wished.edges(["REPORTS_TO"], subjects=["a"])] == ["b", "boss"]
    assert real.nodes(["boss"])["boss"].counts is NO
    assert real.nodes(["boss"])["boss"].said.proposed
