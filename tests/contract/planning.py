"""Random operations on the nodes of a graph."""

from datetime import date

from hypothesis import strategies as st

from remit.queries.what_if.scenario import Operation

KINDS = ("Role", "Unit", "Committee", "Person", "Duty")


@st.composite
def operations(draw: st.DrawFn, ids: dict[str, list[str]], day: date) -> tuple[Operation, ...]:
    """Some operations on nodes drawn at random; expanding leaves out those that cannot be carried out."""

    def one(*kinds: str) -> str:
        return draw(st.sampled_from([id for kind in kinds for id in ids[kind]]))

    def made(what: str, subject: str, **values: str) -> Operation:
        return Operation(what, subject, {key: (value,) for key, value in values.items()}, day, "")

    whats = (
        "abolish",
        "transfer duties",
        "change line",
        "vacate",
        "merge",
        "rename",
        "create",
        "appoint",
        "change chair",
        "add member",
        "delegate",
        "split",
    )
    found = []
    for place, what in enumerate(draw(st.lists(st.sampled_from(whats), min_size=1, max_size=6))):
        match what:
            case "abolish":
                found.append(made(what, one("Role", "Unit", "Committee")))
            case "transfer duties" | "change line":
                found.append(made(what, one("Role"), to=one("Role")))
            case "vacate":
                found.append(made(what, one("Role")))
            case "merge":
                found.append(made(what, one("Unit", "Committee"), into=one("Unit", "Committee")))
            case "rename":
                found.append(made(what, one("Role", "Unit"), to="Another Name"))
            case "appoint":
                found.append(made(what, one("Role"), person=one("Person")))
            case "change chair":
                found.append(made(what, one("Committee"), to=one("Role")))
            case "add member":
                found.append(made(what, one("Committee"), member=one("Role", "Person")))
            case "delegate":
                found.append(made(what, one("Role"), to=one("Role"), duty=one("Duty")))
            case "split":
                parts = {"into": (one("Unit"), one("Unit"))}
                found.append(Operation(what, one("Unit"), parts, day, ""))
            case _:
                new = {"kind": "role", "name": f"New {place}", "reports_to": one("Role")}
                found.append(made(what, f"new/role-{place}", **new))
    return tuple(found)
