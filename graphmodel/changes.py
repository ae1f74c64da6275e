"""What would change in a graph: the facts that a scenario, an adoption or an undo takes away and adds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from remit.graphmodel.statements import Fact
from remit.graphmodel.store import Author

WHAT_IF = "what-if"  # the operation of the change that a scenario would be
FIRST_DRAFTED = 2_000_000_000  # drafted facts are numbered from here, after all that a store has


@dataclass(frozen=True, slots=True)
class Changes:
    """Facts that fall away from a graph as known at change `pin`, and facts that are added to it.

    `removed` are live facts of the base. `added` are numbered from FIRST_DRAFTED on, in the order in which they are to be
    asserted; their `asserted` is `pin + 1`. A statement that only ends sooner is removed and added with other days. What
    rests on a removed statement is among them already (see `graphmodel.resting`). `because` gives the place (from 0) of
    the operation behind each fact, by fact number, and `operations` what each is, in words. `author` is who would make the
    change, when and why.
    """

    pin: int
    author: Author
    removed: tuple[Fact, ...] = ()
    added: tuple[Fact, ...] = ()
    because: Mapping[int, int] = field(default_factory=dict)
    operations: tuple[str, ...] = ()
