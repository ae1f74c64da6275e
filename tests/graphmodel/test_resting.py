from remit.graphmodel.days import Period
from remit.graphmodel.resting import clamped, hull


def test_it_is_at_most_the_intersection_of_its_premises() -> None:
    own = Period(0, 10, 100, 100)
    assert clamped(own, [[Period(5, 6, 80, 90)], [Period(1, 20, 85, 95)]]) == Period(5, 20, 80, 90)


def test_without_premises_it_keeps_its_own_days() -> None:
    assert clamped(Period(1, 2, 3, 4), []) == Period(1, 2, 3, 4)


def test_a_premise_without_a_live_fact_leaves_nothing() -> None:
    assert clamped(Period(1, 2, 3, 4), [[Period(1, 2, 3, 4)], []]) is None


def test_premises_that_share_no_day_leave_nothing() -> None:
    assert clamped(Period(0, 0, 100, 100), [[Period(1, 1, 5, 5)], [Period(5, 5, 9, 9)]]) is None


def test_a_premise_of_several_facts_holds_from_the_first_to_the_last() -> None:
    renamed = [Period(10, 12, 20, 22), Period(20, 22, 40, 44)]
    assert hull(renamed) == Period(10, 12, 40, 44)
    assert clamped(Period(0, 0, 30, 30), [renamed]) == Period(10, 12, 30, 30)
    assert hull([]) is None
