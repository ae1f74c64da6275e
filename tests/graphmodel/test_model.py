from datetime import date

from remit.graphmodel.kinds import KIND, KINDS, PLURALS, fields_of
from remit.graphmodel.relations import FORWARD, INVERSE, RELATION, RELATIONS, has_standing
from remit.graphmodel.statements import edge_statement, node_statement
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.view import View


def test_names_and_keys_are_each_used_once() -> None:
    assert len(KIND) == len(PLURALS) == len(KINDS) == 7
    assert len(RELATION) == len(FORWARD) == len(INVERSE) == len(RELATIONS)
    assert not FORWARD.keys() & INVERSE.keys()
    for kind in KINDS:
        names = [field.name for field in fields_of(kind)]
        assert len(set(names)) == len(names)
        assert not {*names} & {*FORWARD, *INVERSE}, (
            f"a key of {kind.name} may mean an attribute or a relation"
        )


def test_relations_join_kinds_that_exist() -> None:
    for relation in RELATIONS:
        assert {*relation.sources, *relation.targets} <= KIND.keys()


def test_what_each_relation_may_join() -> None:
    assert RELATION["REPORTS_TO"].joins("Role", "Role")
    assert not RELATION["REPORTS_TO"].joins("Person", "Role")
    assert RELATION["PART_OF"].joins("Source", "Source")
    assert not RELATION["PART_OF"].joins("Source", "Unit")
    assert RELATION["ONE_OF"].joins("Agency", "Agency")
    assert not RELATION["ONE_OF"].joins("Agency", "Role")
    assert not RELATION["ACCOUNTABLE_FOR"].joins("Person", "Duty")


def test_edges_that_touch_a_duty_or_a_source_have_no_standing() -> None:
    assert has_standing("Role", "Committee")
    assert not has_standing("Role", "Duty")
    assert not has_standing("Source", "Source")


def test_every_relation_has_a_bit_of_its_own_in_the_file() -> None:
    assert {*codes.BIT} == {*RELATION}
    assert len(set(codes.BIT.values())) == len(RELATION)
    assert codes.relations_of(codes.bits(["HOLDS", "ONE_OF", "HOLDS"])) == ["HOLDS", "ONE_OF"]


def test_statement_ids_read_as_english() -> None:
    assert node_statement("d", "x/chief") == "d: x/chief"
    assert edge_statement("d", "HOLDS", "x/pat", "x/chief") == "d: x/pat HOLDS x/chief"
    assert edge_statement("d", "HOLDS", "x/pat", "x/chief", "second-term") == "d: #second-term"


def test_a_view_varies_one_part_at_a_time() -> None:
    view = View(as_at=date(2003, 6, 25), strict=True)
    assert view.day == date(2003, 6, 25).toordinal()
    assert view.on_any_day() == View(strict=True)
    assert view.on_any_day().day is None
    assert view.with_evidence_of_any_sort() == View(as_at=date(2003, 6, 25))
    assert view.with_proposed() == View(as_at=date(2003, 6, 25), strict=True, proposed=True)
