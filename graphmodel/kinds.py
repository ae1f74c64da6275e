"""The seven kinds of node, declared once. The loaders, the schema, GraphQL and the docs are made from this table."""

from dataclasses import dataclass

from remit.graphmodel.fields import Field, choice, count, day, flag, nodes, relations, text, texts

MODALITIES = ("must", "must not", "should", "may", "unclear")
FORCES = (
    "statute", "regulation", "statutory guidance", "guidance", "practice advice", "local policy",
    "recommendation", "proposal", "commitment",
)  # fmt: skip
SPHERES = ("framework", "scrutiny", "reporting", "delivery")
STANDINGS = ("actual", "expected", "proposed")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node: its name, its plural key in files and GraphQL, what it is, and its own attributes."""

    name: str
    plural: str
    doc: str
    fields: tuple[Field, ...] = ()
    standing: bool = True

    @property
    def noun(self) -> str:
        """The kind as a common noun."""
        return self.name.lower()


NAME = text("name", "What it is called; of a duty, the duty itself in our own words.")
ALIASES = texts("aliases", "Other names it goes by: abbreviations, singular and older forms.")
NONE = relations(
    "none", "Relations that it is confirmed to have none of: none: [HOLDS] says that a role is vacant."
)
WITHHELD = relations("withheld", "Relations that exist, but whose far end is not told: withheld: [HOLDS].")
NOT_APPLICABLE = relations("not_applicable", "Relations that it cannot have, whatever its kind may.")
CLASS = (
    flag("class", "Whether it stands for every body or post of a description, such as all directors."),
    nodes("except", "The nodes that a class leaves out."),
)
STANDING = choice(
    "standing",
    "actual: it exists; expected: the text requires it (counts, and is labelled); proposed: it is recommended, "
    "and does not count unless asked for.",
    *STANDINGS,
)
PARTS_STATED = count("parts_stated", "How many parts the source says it has, named or not.")

KINDS: tuple[Kind, ...] = (
    Kind(
        "Agency", "agencies",
        "A body with standing of its own: a council, health board, police force, government.",
        (texts("kinds", "What sort of body it is: unitary authority, NHS provider."), PARTS_STATED, *CLASS),
    ),
    Kind("Unit", "units", "A part of an agency: a directorate, service or team.", (PARTS_STATED, *CLASS)),
    Kind(
        "Committee", "committees",
        "A body made of members: a committee, group, board, panel or partnership.",
        (count("quorum", "How many members must be there for it to decide."),
         count("seats", "How many seats it has."), *CLASS),
    ),
    Kind(
        "Role", "roles",
        "A post, office or designation that exists whether or not anybody holds it; a chair is a role.",
        (choice("form", "post: a job; office: held by election or appointment; designation: carried beside a job.",
                "post", "office", "designation"),
         count("posts", "How many posts of this description there are (1 where nothing is said)."), *CLASS),
    ),
    Kind("Person", "people", "A holder of roles, with as little personal data as the answer needs.", standing=False),
    Kind(
        "Duty", "duties",
        "One normative statement in our own words: something that somebody must, should or may do.",
        (choice("modality", "How strongly it binds; may is a power.", *MODALITIES),
         text("wording", "The operative verb found in the source."),
         choice("force", "What gives it force.", *FORCES),
         choice("sphere", "framework, scrutiny, reporting or delivery.", *SPHERES),
         text("theme", "What it is about, in one or two words that duties share."),
         text("when", "The condition under which it applies."),
         text("unless", "The condition under which it does not."),
         text("qualifier", "What softens it: usually, as appropriate."),
         text("frequency", "How often: annually, six-monthly."),
         text("within", "How soon after its occasion: 1 working day."),
         day("due", "The last day to do it, which may be partial."),
         text("measure", "How one can tell that it was done.")),
        standing=False,
    ),
    Kind(
        "Source", "sources", "A document, act or provision; a provision is PART_OF its act or document.",
        (text("edition", "Which edition or version of it."),
         text("address", "Where it can be read: a web address or a shelf mark."),
         day("date", "The date it bears, which may be partial.")),
        standing=False,
    ),
)  # fmt: skip

KIND: dict[str, Kind] = {kind.name: kind for kind in KINDS}
PLURALS: dict[str, Kind] = {kind.plural: kind for kind in KINDS}
ACTORS = ("Agency", "Unit", "Committee", "Role", "Person")
BODIES = ("Agency", "Unit", "Committee", "Role")
NODE_FIELDS = (NAME, ALIASES, NONE, WITHHELD, NOT_APPLICABLE)


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Every attribute a node of the kind may have: those all nodes share, then its own."""
    return NODE_FIELDS + kind.fields
