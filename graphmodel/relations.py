"""The relations, declared once: read aloud as English, subject first.

`forward` is the key under the subject and `inverse` the key under the object, in files and in GraphQL.
"""

from dataclasses import dataclass

from remit.graphmodel.fields import Field, choice, count, flag, node, text
from remit.graphmodel.kinds import ACTORS, BODIES

LINES = ("management", "professional", "functional")
OWNERS = BODIES


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: its name, keys, the phrase that reads it aloud, the kinds at its ends, and its attributes."""

    name: str
    forward: str
    inverse: str
    phrase: str
    doc: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    fields: tuple[Field, ...] = ()
    same_kind: bool = False
    among_sources: bool = False

    def joins(self, source: str, target: str) -> bool:
        """Whether the relation may lead from a node of one kind to a node of another."""
        if self.among_sources and source == target == "Source":
            return True
        return source in self.sources and target in self.targets and (source == target or not self.same_kind)


def has_standing(source: str, target: str) -> bool:
    """Whether an edge between nodes of these kinds has a standing: those that touch no duty and no source."""
    return not {"Duty", "Source"} & {source, target}


RELATIONS: tuple[Relation, ...] = (
    Relation("PART_OF", "part_of", "parts", "is part of", "Belongs to a larger body or document.",
             ("Unit", "Committee", "Role"), ("Agency", "Unit", "Committee"), among_sources=True),
    Relation("LEADS", "leads", "led_by", "leads", "Is at the head of a unit or agency.",
             ("Role",), ("Unit", "Agency")),
    Relation("REPORTS_TO", "reports_to", "manages", "reports to", "Is managed by.", ("Role",), ("Role",),
             (choice("line", "Which line: management where nothing is said.", *LINES),)),
    Relation("ANSWERS_TO", "answers_to", "answered_to_by", "answers to", "Is formally accountable to.",
             BODIES, ("Role", "Committee", "Agency"),
             (text("for", "What it answers for."),
              choice("ground", "Why it answers.", "statutory", "democratic", "contractual", "professional"))),
    Relation("HOLDS", "holds", "held_by", "holds", "Is the holder of a role.", ("Person",), ("Role",),
             (choice("as", "How it is held: substantive where nothing is said.",
                     "substantive", "acting", "interim", "cover", "job share"),)),
    Relation("SITS_ON", "sits_on", "members", "sits on", "Is a member of, or attends, a committee.",
             ("Role", "Person", "Unit", "Agency"), ("Committee",),
             (choice("capacity", "In what capacity: member where nothing is said.",
                     "chair", "vice chair", "member", "adviser", "observer"),
              flag("voting", "Whether it votes."),
              node("on_behalf_of", "Whom it represents.", "Agency", "Unit", "Committee", "Role"))),
    Relation("CARRIES", "carries", "carried_by", "carries", "Carries a designation, whatever its job title.",
             ACTORS, ("Role",),
             (text("as", "champion, corporate parent, lead body."),)),
    Relation("APPOINTS", "appoints", "appointed_by", "appoints", "Appoints, designates or nominates.",
             ("Role", "Committee", "Agency"), ("Role", "Committee")),
    Relation("ACCOUNTABLE_FOR", "accountable_for", "accountable", "is accountable for", "Answers for the duty.",
             OWNERS, ("Duty",),
             (choice("how", "How several share it: sole where nothing is said.",
                     "sole", "joint", "divided", "individual and collective"),
              text("part", "Which part, where it is divided."),
              flag("ultimate", "Whether the text says ultimately accountable."))),
    Relation("RESPONSIBLE_FOR", "responsible_for", "responsible", "is responsible for", "Does what the duty asks.",
             OWNERS, ("Duty",),
             (choice("share", "Its share of the work.", "lead", "together", "supports"),)),
    Relation("CONSULTED_ON", "consulted_on", "consulted", "is consulted on", "Is asked before it is done.",
             OWNERS, ("Duty",)),
    Relation("INFORMED_OF", "informed_of", "informed", "is informed of", "Is told about it.", OWNERS, ("Duty",)),
    Relation("OWED_TO", "owed_to", "is_owed", "is owed to", "To whom the duty is owed.", ("Duty",), ACTORS,
             (choice("act", "What is owed.", "report", "inform", "advise", "refer", "answer"),)),
    Relation("DELEGATES_TO", "delegates_to", "delegated_by", "delegates to", "Hands a duty or function on.",
             ACTORS, ACTORS,
             (node("duty", "The duty handed on.", "Duty"),
              text("function", "The function handed on, where it is no recorded duty."),
              flag("may_sub_delegate", "Whether the delegate may hand it on."),
              choice("accountability", "Who answers after it.", "kept", "passed", "not stated"))),
    Relation("SCRUTINISES", "scrutinises", "scrutinised_by", "scrutinises", "Looks into how it is done.",
             ACTORS, (*ACTORS, "Duty"),
             (choice("how", "In what way.", "scrutiny", "inspection", "assurance", "monitoring", "oversight",
                     "holding to account"),
              text("about", "What it looks into."),
              flag("independence_claimed", "Whether the source claims that it is independent."))),
    Relation("ADVISES", "advises", "advised_by", "advises", "Gives advice to.", ACTORS, ACTORS,
             (text("about", "On what."),)),
    Relation("ESCALATES_TO", "escalates_to", "takes_escalations_from", "escalates to", "Takes a dispute to.",
             ACTORS, ACTORS,
             (count("step", "Which step of the ladder, from 1."),
              choice("power", "What the next step can do.", "decide", "arbitrate", "advise"))),
    Relation("IMPLEMENTS", "implements", "implemented_by", "implements", "Puts into effect.",
             ("Duty",), ("Duty", "Source")),
    Relation("REFERS_TO", "refers_to", "referred_to_by", "refers to", "Points the reader to.",
             ("Duty",), ("Duty", "Source"),
             (choice("how", "How it refers.", "comply with", "have regard to", "read with"),)),
    Relation("STATED_IN", "stated_in", "states", "is stated in",
             "The source of a duty beyond the place we read it: an act that is restated or cited.",
             ("Duty",), ("Source",),
             (choice("as", "How it stands there.", "original", "restated", "cited"),)),
    Relation("ONE_OF", "one_of", "includes", "is one of", "Is a member of a class.", BODIES, BODIES, same_kind=True),
    Relation("SUCCEEDS", "succeeds", "succeeded_by", "succeeds", "Takes the place of.",
             (*BODIES, "Duty", "Source"), (*BODIES, "Duty", "Source"), same_kind=True),
    Relation("SAME_AS", "same_as", "known_as", "is the same as", "Two ids are one body; they are shown, not joined.",
             (*ACTORS, "Duty", "Source"), (*ACTORS, "Duty", "Source"), same_kind=True),
)  # fmt: skip

RELATION: dict[str, Relation] = {relation.name: relation for relation in RELATIONS}
FORWARD: dict[str, Relation] = {relation.forward: relation for relation in RELATIONS}
INVERSE: dict[str, Relation] = {relation.inverse: relation for relation in RELATIONS}
