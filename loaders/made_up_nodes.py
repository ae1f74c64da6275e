"""The nodes of a made-up data set, in the order of a file: sources, bodies, roles, people, duties."""

from collections.abc import Iterator
from typing import Any

from remit.loaders.made_up import (
    FORMER_HOLDER,
    HELD,
    JOB_SHARE,
    LEVELS,
    POSTS,
    VACANT,
    Chance,
    Organisation,
)  # fmt: skip

Line = dict[str, Any]
SECTIONS = 12
ACTS = 6
CLASSES = (*LEVELS[3:], *POSTS)  # the titles of which each agency has a class
ROLES_A_COMMITTEE = 60
PLACES = (
    "Northvale",
    "Eastmere",
    "Brackwater",
    "Highcombe",
    "Marlstone",
    "Oldferry",
    "Thornwick",
    "Winterford",
)
BODIES = (
    "Council",
    "Health Board",
    "Police Service",
    "Housing Trust",
    "Probation Service",
    "Transport Authority",
)
AREAS = (
    "Family Support", "Adult Care", "Public Health", "Housing", "Licensing", "Road Safety", "Libraries", "Early Years",
    "Youth Justice", "Planning", "Waste", "Finance", "Legal Services", "Schools", "Community Safety", "Emergencies",
)  # fmt: skip
FIRST_NAMES = (
    "Alder",
    "Briar",
    "Clover",
    "Dara",
    "Ember",
    "Fenn",
    "Gale",
    "Hollis",
    "Indigo",
    "Juniper",
    "Kestrel",
)
LAST_NAMES = ("Quillby", "Fernsley", "Oakhollow", "Mossgate", "Tarnwell", "Pipworth", "Larkmoor", "Saltbeck")
VERBS = (
    "review",
    "record",
    "report",
    "approve",
    "inspect",
    "publish",
    "assess",
    "refer",
    "monitor",
    "arrange",
)
THINGS = (
    "referrals", "care plans", "risk registers", "inspection findings", "complaints", "budgets", "training records",
    "case files", "contracts", "incident reports", "safety checks", "staff rotas", "information requests",
)  # fmt: skip
HOW_OFTEN = (
    "each week",
    "each month",
    "each quarter",
    "each year",
    "within ten working days",
    "without delay",
)
MODALITIES = ("must", "must", "must", "should", "should", "may", "must not", "unclear")
FORCES = (
    "statute",
    "regulation",
    "statutory guidance",
    "guidance",
    "local policy",
    "local policy",
    "commitment",
)
SPHERES = ("framework", "scrutiny", "reporting", "delivery", "delivery", "delivery")
DATES = ("2019-04-01", "2020-10", "2021", "2022-04-01", "2023-07-14", "2024-01", "2024-04-01")


class Places:
    """Ids of a data set, and where in its sources a statement stands."""

    def __init__(self, prefix: str, chance: Chance) -> None:
        self.prefix = prefix
        self.chance = chance

    def id(self, what: str, number: int) -> str:
        """The id of a numbered node: made-up-1000-1/role-0000012."""
        return f"{self.prefix}/{what}-{number:07d}"

    def scheme(self, agency: int) -> str:
        """The id of an agency's scheme of delegation."""
        return self.id("scheme", agency)

    def at(self, agency: int) -> Line:
        """A source and a locator in an agency's scheme."""
        section = self.chance.below(SECTIONS)
        source = self.id("section", agency * SECTIONS + section)
        return {"source": source, "locator": f"{section + 1}.{self.chance.between(1, 80)}"}

    def led_by(self, organisation: Organisation, manager: int) -> str:
        """The id of what a manager leads: the agency of a chief, a unit of others."""
        agency = organisation.agency[manager]
        chief = organisation.starts[agency]
        return self.id("agency", agency) if manager == chief else self.id("unit", manager)

    def node(self, kind: str, id: str, name: str, agency: int, **more: object) -> Line:
        """The line of a node."""
        return {"kind": kind, "id": id, "name": name, **more, **self.at(agency)}

    def edge(self, relation: str, subject: str, object: str, agency: int, **more: object) -> Line:
        """The line of an edge."""
        return {"relation": relation, "from": subject, "to": object, **more, **self.at(agency)}


def committees_of(organisation: Organisation, agency: int) -> range:
    """The numbers of an agency's committees, its board first: one for every so many roles begun."""
    first = agency + organisation.starts[agency] // ROLES_A_COMMITTEE
    return range(first, agency + 1 + organisation.starts[agency + 1] // ROLES_A_COMMITTEE)


def class_of(organisation: Organisation, role: int) -> int | None:
    """The number of the class that a role is one of; None for most."""
    title = organisation.title(role)
    if role % 4 or title not in CLASSES:
        return None
    return organisation.agency[role] * len(CLASSES) + CLASSES.index(title)


def nodes(organisation: Organisation, prefix: str, seed: int) -> Iterator[Line]:
    """The nodes of an organisation."""
    place = Places(prefix, Chance(seed))
    yield from _sources(organisation, place)
    for agency in range(organisation.agencies):
        yield from _bodies(organisation, place, agency)
    for role in range(organisation.roles):
        yield _role(organisation, place, role)
    for role in range(organisation.roles):
        yield from _people(organisation, place, role)
    for duty in range(2 * organisation.roles):
        yield _duty(organisation, place, duty)


def _sources(organisation: Organisation, place: Places) -> Iterator[Line]:
    for act in range(ACTS):
        id = place.id("act", act)
        year = 2004 + 3 * act
        yield {
            "kind": "Source", "id": id, "name": f"Made-up Services Act {year}", "date": str(year), "source": id, "locator": "title",
        }  # fmt: skip
    for agency in range(organisation.agencies):
        scheme = place.scheme(agency)
        name, day = f"Scheme of delegation of {_agency_name(agency)}", place.chance.one(DATES)
        yield {
            "kind": "Source",
            "id": scheme,
            "name": name,
            "date": day,
            "source": scheme,
            "locator": "title",
        }
        for section in range(SECTIONS):
            id = place.id("section", agency * SECTIONS + section)
            day = place.chance.one(DATES)
            yield {
                "kind": "Source", "id": id, "name": f"{name}, section {section + 1}", "date": day, "source": scheme,
                "locator": str(section + 1),
            }  # fmt: skip


def _agency_name(agency: int) -> str:
    return f"{PLACES[agency % len(PLACES)]} {BODIES[agency % len(BODIES)]} {agency + 1}"


def _bodies(organisation: Organisation, place: Places, agency: int) -> Iterator[Line]:
    name = _agency_name(agency)
    kinds = [BODIES[agency % len(BODIES)].lower()]
    yield place.node(
        "Agency", place.id("agency", agency), name, agency, aliases=[f"Agency {agency + 1}"], kinds=kinds
    )
    for committee in committees_of(organisation, agency):
        board = committee == committees_of(organisation, agency).start
        about = "Board" if board else f"{AREAS[committee % len(AREAS)]} Committee {committee + 1}"
        id = place.id("committee", committee)
        yield place.node("Committee", id, f"{about} of {name}", agency, quorum=place.chance.between(3, 5))
    for number, title in enumerate(CLASSES, agency * len(CLASSES)):
        yield place.node(
            "Role", place.id("class", number), f"All {title}s of {name}", agency, **{"class": True}
        )
    chief = organisation.starts[agency]
    for role in organisation.roles_of(agency):
        if organisation.reports[role] and role != chief:
            unit = f"{AREAS[role % len(AREAS)]} {('Division', 'Service', 'Team')[min(organisation.level[role] - 1, 2)]} {role + 1}"
            standing: Line = {"standing": "proposed"} if place.chance.happens(0.003) else {}
            yield place.node("Unit", place.id("unit", role), unit, agency, **standing)


def _role(organisation: Organisation, place: Places, role: int) -> Line:
    more: Line = {"form": "office" if organisation.parent[role] < 0 else "post"}
    if organisation.holding[role] == VACANT:
        more["none"] = ["HOLDS"]
    if place.chance.happens(0.02):
        more |= {"evidence": "inferred", "reason": "It is named only in the chart of the section."}
    elif place.chance.happens(0.004):
        more["standing"] = place.chance.one(("expected", "proposed"))
    name = f"{organisation.title(role)}, {AREAS[role % len(AREAS)]} {role + 1}"
    return place.node("Role", place.id("role", role), name, organisation.agency[role], **more)


def _people(organisation: Organisation, place: Places, role: int) -> Iterator[Line]:
    agency, history = organisation.agency[role], organisation.history[role]
    for there, what in (
        (organisation.holding[role] == HELD, "person"), (history & FORMER_HOLDER, "former"),
        (history & JOB_SHARE, "sharer"),
    ):  # fmt: skip
        if there:
            name = f"{place.chance.one(FIRST_NAMES)} {place.chance.one(LAST_NAMES)} {role + 1}"
            yield place.node("Person", place.id(what, role), name, agency)


def _duty(organisation: Organisation, place: Places, duty: int) -> Line:
    one = place.chance.one
    verb, thing = one(VERBS), one(THINGS)
    more: Line = {
        "modality": one(MODALITIES), "wording": verb, "force": one(FORCES), "sphere": one(SPHERES), "theme": thing,
    }  # fmt: skip
    if place.chance.happens(0.1):
        more["due"] = one(("2025", "2025-09", "2026-03-31"))
    if place.chance.happens(0.01):
        more |= {"valid_from": "2018-04", "valid_to": one(("2021-04-01", "2022", "ended"))}
    name = (
        f"{verb.capitalize()} the {thing} of {AREAS[duty // 2 % len(AREAS)]} {one(HOW_OFTEN)} ({duty + 1})."
    )
    return place.node("Duty", place.id("duty", duty), name, organisation.agency[duty // 2], **more)
