"""The edges of a made-up data set: who leads, reports and holds; who sits where; who owns and does what."""

from collections.abc import Iterator

from remit.loaders.made_up import (
    FORMER_HOLDER,
    HELD,
    JOB_SHARE,
    NOBODY,
    SECOND_TERM,
    Chance,
    Organisation,
)  # fmt: skip
from remit.loaders.made_up_nodes import ACTS, Line, Places, class_of, committees_of

ROLES_A_LOOP = 20_000
CAPACITIES = ("chair", "vice chair", "member", "member", "member", "member", "adviser")
FUNCTIONS = (
    "approving spending up to a limit",
    "signing contracts",
    "appointing staff",
    "answering complaints",
)
BEGUN = ("2016-05-09", "2017-09", "2018", "2019-11-04", "2021-01-18", "2022-06", "2023-02-27")
OVER = ("2014-03-31", "2015-10", "2015", "ended")
NO_OWNER = 0.04


def edges(organisation: Organisation, prefix: str, seed: int) -> Iterator[Line]:
    """The edges of an organisation."""
    place = Places(prefix, Chance(seed))
    for agency in range(organisation.agencies):
        yield from _committees(organisation, place, agency)
    for role in range(organisation.roles):
        yield from _structure(organisation, place, role)
        yield from _lines(organisation, place, role)
        yield from _holders(organisation, place, role)
    for nth in range(organisation.roles // ROLES_A_LOOP + 1):
        yield from _loop(organisation, place, nth)
    for duty in range(2 * organisation.roles):
        yield from _owners(organisation, place, duty)
        yield from _others(organisation, place, duty)


def _committees(organisation: Organisation, place: Places, agency: int) -> Iterator[Line]:
    body, committees, roles = (
        place.id("agency", agency),
        committees_of(organisation, agency),
        organisation.roles_of(agency),
    )
    board = place.id("committee", committees.start)
    chief = place.id("role", roles.start)
    yield place.edge("ANSWERS_TO", chief, board, agency, ground="statutory")
    yield place.edge("APPOINTS", board, chief, agency)
    if agency:
        yield place.edge("ANSWERS_TO", board, place.id("agency", 0), agency, ground="democratic")
    for committee in committees:
        id = place.id("committee", committee)
        yield place.edge("PART_OF", id, body, agency)
        if id != board:
            yield place.edge("ANSWERS_TO", id, board, agency)
            yield place.edge("ADVISES", id, chief, agency, about="its subject")
        seats = dict.fromkeys(
            roles.start + place.chance.below(len(roles)) for _ in range(place.chance.between(5, 14))
        )
        for seat, role in enumerate(seats):
            more: Line = {"capacity": CAPACITIES[min(seat, 6)], "voting": seat < 6}
            if organisation.parent[role] != NOBODY and place.chance.happens(0.5):
                more["on_behalf_of"] = place.led_by(organisation, organisation.parent[role])
            yield place.edge("SITS_ON", place.id("role", role), id, agency, **more)
        if agency and place.chance.happens(0.1):
            yield place.edge("SITS_ON", place.id("agency", agency - 1), id, agency, capacity="observer")
        duty = place.id("duty", 2 * roles.start + place.chance.below(2 * len(roles)))
        yield place.edge(
            "SCRUTINISES", id, duty, agency, how="scrutiny", independence_claimed=place.chance.happens(0.3)
        )


def _structure(organisation: Organisation, place: Places, role: int) -> Iterator[Line]:
    agency, parent = organisation.agency[role], organisation.parent[role]
    id, body = place.id("role", role), place.id("agency", agency)
    yield place.edge("PART_OF", id, body if parent == NOBODY else place.led_by(organisation, parent), agency)
    if organisation.reports[role]:
        leads = place.led_by(organisation, role)
        yield place.edge("LEADS", id, leads, agency)
        if parent != NOBODY:
            yield place.edge("PART_OF", leads, place.led_by(organisation, parent), agency)
        if place.chance.happens(0.15):
            what: Line = {"duty": place.id("duty", 2 * role)}
            if place.chance.happens(0.6):
                what = {
                    "function": place.chance.one(FUNCTIONS),
                    "may_sub_delegate": place.chance.happens(0.2),
                }
            first = place.id("role", organisation.first_report[role])
            yield place.edge("DELEGATES_TO", id, first, agency, **what, accountability="kept")
    if (number := class_of(organisation, role)) is not None:
        yield place.edge("ONE_OF", id, place.id("class", number), agency)


def _lines(organisation: Organisation, place: Places, role: int) -> Iterator[Line]:
    agency, parent, chance = organisation.agency[role], organisation.parent[role], place.chance
    if parent == NOBODY:
        return
    id, manager = place.id("role", role), place.id("role", parent)
    more: Line = {}
    if chance.happens(0.02):
        unit = place.led_by(organisation, parent)
        more = {
            "evidence": "inferred", "reason": "It is part of what the other leads.",
            "based_on": [f"{place.prefix}: {id} PART_OF {unit}", f"{place.prefix}: {manager} LEADS {unit}"],
        }  # fmt: skip
    elif chance.happens(0.05):
        more = {"valid_from": chance.one(BEGUN)}
    yield place.edge("REPORTS_TO", id, manager, agency, **more)
    above = organisation.parent[parent]
    if above != NOBODY and chance.happens(0.02):
        earlier = {"id": place.id("earlier-line", role), "valid_from": "2012", "valid_to": chance.one(OVER)}
        yield place.edge("REPORTS_TO", id, place.id("role", above), agency, **earlier)
    if chance.happens(0.056):  # some fall on the manager itself: 5 % remain
        yield from _matrix(organisation, place, role)


def _matrix(organisation: Organisation, place: Places, role: int) -> Iterator[Line]:
    """A second line, to a manager of a lower number: so it closes no loop."""
    agency = organisation.agency[role]
    elsewhere = place.chance.happens(0.1) and agency > 0
    roles = organisation.roles_of(place.chance.below(agency) if elsewhere else agency)
    below = roles.stop if elsewhere else role
    other = roles.start + place.chance.below(below - roles.start)
    while other != NOBODY and not organisation.reports[other]:
        other = organisation.parent[other]
    if other not in (NOBODY, organisation.parent[role]):
        line = place.chance.one(("professional", "functional"))
        yield place.edge("REPORTS_TO", place.id("role", role), place.id("role", other), agency, line=line)


def _loop(organisation: Organisation, place: Places, nth: int) -> Iterator[Line]:
    role = min(nth * ROLES_A_LOOP + 1, organisation.roles - 1)
    while role > 0 and not (organisation.reports[role] and organisation.parent[role] != NOBODY):
        role -= 1
    if role > 0:
        ends = place.id("role", role), place.id("role", organisation.first_report[role])
        yield place.edge("REPORTS_TO", *ends, organisation.agency[role], line="functional")


def _holders(organisation: Organisation, place: Places, role: int) -> Iterator[Line]:
    agency, history, chance = organisation.agency[role], organisation.history[role], place.chance
    id, person = place.id("role", role), place.id("person", role)
    if organisation.holding[role] == HELD:
        more: Line = {"as": "job share"} if history & JOB_SHARE else {}
        if history or chance.happens(0.4):
            more["valid_from"] = chance.one(BEGUN)
        elif chance.happens(0.03):
            more["as"] = chance.one(("acting", "interim", "cover"))
        yield place.edge("HOLDS", person, id, agency, **more)
    if history & JOB_SHARE:
        yield place.edge("HOLDS", place.id("sharer", role), id, agency, **{"as": "job share"})
    if history & FORMER_HOLDER:
        days = {"valid_from": "2010-06-01", "valid_to": chance.one(OVER)}
        yield place.edge("HOLDS", place.id("former", role), id, agency, **days)
    if history & SECOND_TERM:
        days = {"id": place.id("first-term", role), "valid_from": "2008", "valid_to": "2009-12"}
        yield place.edge("HOLDS", person, id, agency, **days)


def _owners(organisation: Organisation, place: Places, duty: int) -> Iterator[Line]:
    role, chance = duty // 2, place.chance
    agency, parent = organisation.agency[role], organisation.parent[role]
    id, owner = place.id("duty", duty), place.id("role", role)
    doer = owner
    if organisation.reports[role] and chance.happens(0.6):
        doer = place.id("role", chance.one(organisation.reports_of(role)))
    if chance.happens(NO_OWNER):
        which = chance.below(20)
        if which < 6:
            yield place.edge("RESPONSIBLE_FOR", doer, id, agency)
        elif which < 9:
            yield place.edge("CONSULTED_ON", doer, id, agency)
        elif which < 10:
            yield place.edge(
                "ACCOUNTABLE_FOR",
                place.id("committee", committees_of(organisation, agency).start),
                id,
                agency,
            )
        elif which < 11:
            yield place.edge(
                "ACCOUNTABLE_FOR", owner, id, agency, valid_from="2011", valid_to=chance.one(OVER)
            )
        return
    more: Line = {}
    if parent != NOBODY:
        unit = place.led_by(organisation, parent)
        number = class_of(organisation, role)
        if chance.happens(0.05):
            owner = unit
        elif number is not None and chance.happens(0.02):
            owner = place.id("class", number)
        elif chance.happens(0.02):
            more = {"how": "joint", "reason": "The scheme names both."}
            yield place.edge("ACCOUNTABLE_FOR", unit, id, agency, **more)
        elif chance.happens(0.01):
            days = {"valid_from": "2011", "valid_to": chance.one(OVER)}
            yield place.edge("ACCOUNTABLE_FOR", place.id("role", parent), id, agency, **days)
    yield place.edge("ACCOUNTABLE_FOR", owner, id, agency, **more)
    if chance.happens(0.9):
        yield place.edge("RESPONSIBLE_FOR", doer, id, agency)


def _others(organisation: Organisation, place: Places, duty: int) -> Iterator[Line]:
    role, chance = duty // 2, place.chance
    agency, id = organisation.agency[role], place.id("duty", duty)
    roles, board = (
        organisation.roles_of(agency),
        place.id("committee", committees_of(organisation, agency).start),
    )
    if chance.happens(0.06):
        yield place.edge("INFORMED_OF", place.id("role", chance.one(roles)), id, agency)
    if chance.happens(0.06):
        yield place.edge("OWED_TO", id, board, agency, act="report")
    if chance.happens(0.12):
        yield place.edge("STATED_IN", id, place.id("act", chance.below(ACTS)), agency, **{"as": "restated"})
