"""What a scenario, or a change, does to accountability: aspect by aspect, by how much it matters, and by which operation."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from remit.graphmodel.days import Truth
from remit.graphmodel.graph import Graph, Node, Side, Step
from remit.graphmodel.relations import RELATION
from remit.graphmodel.statements import EdgeStatement
from remit.queries.comparing import Found, compare, differences
from remit.queries.english import bracketed, counted, listed, perhaps
from remit.queries.impacts.aspect import NOTE, SEVERITIES, Aspect, Effect, Told
from remit.queries.impacts.lines import LINES, compared_lines
from remit.queries.impacts.rules import RULES
from remit.queries.impacts.sharing import sharing
from remit.queries.impacts.table import ASPECTS, SORTS
from remit.queries.moments import SINCE, UNTIL, Span, as_known_at, span_of
from remit.queries.naming import node_named
from remit.queries.notes import notes_on
from remit.queries.paging import checked_first, page_of_rows
from remit.queries.question import FIRST, Answer, Doc, Question
from remit.queries.scope import MOST_TOUCHED, UPWARDS, scope_of_changes
from remit.queries.telling import ends_of
from remit.queries.touched import Touched

_DOWN = tuple(Step(relation, Side.OBJECT) for relation in UPWARDS)
_LEFT_OUT = f"The change touches more than {MOST_TOUCHED:,} facts; only so many were looked at: ask about a part of it."
_NO_RULES = (
    "Rules were not run: ask with rules to have each run before and after, on what the change may concern."
)


@dataclass(frozen=True, slots=True)
class Impact:
    """Parameters."""

    since: Annotated[str | None, Doc(f"{SINCE} Without it: the change before `until`.")] = None
    until: Annotated[str | None, Doc(UNTIL)] = None
    of: Annotated[
        str | None,
        Doc(
            "A role or body whose line changed: lists the lines of those below it, which have no rows otherwise."
        ),
    ] = None
    sorts: Annotated[tuple[str, ...], Doc("Only effects of these sorts.", SORTS)] = SORTS
    severity: Annotated[str, Doc("Only effects of this severity or above.", SEVERITIES)] = NOTE
    rules: Annotated[
        bool,
        Doc("Run every rule as well, before and after, on what the change may concern: it takes longer."),
    ] = False
    first: Annotated[int, Doc("How many rows to give.")] = FIRST
    after: Annotated[str, Doc("The cursor to go on from.")] = ""


@dataclass(frozen=True, slots=True)
class Consequence:
    """One effect of the change."""

    severity: Annotated[str, Doc("How much it matters.", SEVERITIES)]
    sort: Annotated[str, Doc("What sort of effect it is.", SORTS)]
    subject: Annotated[Node, Doc("On whom or on what.")]
    other: Annotated[
        Node | None, Doc("Who else is concerned: an owner, a delegate, the role that a person holds.")
    ]
    before: Annotated[str, Doc("How it was, in words.")]
    after: Annotated[str, Doc("How it is, in words.")]
    below: Annotated[
        int | None, Doc("Of a line: how many are below, whose lines go on by it: ask with `of` for them.")
    ]
    operations: Annotated[tuple[str, ...], Doc("The operations of the scenario that cause it.")]
    certainty: Annotated[Truth, Doc("possibly: days are not known exactly.")]
    what: Annotated[str, Doc("Tells apart several effects of a sort on one subject.", quiet=True)]

    KEY: ClassVar[tuple[str, ...]] = ("sort", "subject", "what")


def ask(graph: Graph, asked: Impact) -> Answer[Consequence]:
    """Effects, the gravest first; the sentence counts all of them.

    Only what the change touches is looked at, and what hangs on that. A role that moves with all that is below it is one
    row, which `of` opens.
    """
    first = checked_first(asked.first)
    span = span_of(graph, asked.since, asked.until)
    touched, cut = touched_in(graph, span)
    found = _below(touched, asked.of) if asked.of else _effects(touched, rules=asked.rules)
    bound = SEVERITIES.index(asked.severity)
    wanted = [
        (effect, aspect)
        for effect, aspect in found.items()
        if effect.sort in asked.sorts and SEVERITIES.index(effect.severity) <= bound
    ]
    wanted.sort(key=lambda each: _cursor(each[0]))
    page, after = page_of_rows(wanted, first, lambda each: _cursor(each[0]), asked.after)
    rows = _rows(touched, page)
    notes = notes_on(touched.after, (row.subject.said for row in rows))
    told = (_LEFT_OUT,) if cut else ()
    unasked = () if asked.rules or asked.of else (_NO_RULES,)
    return Answer(
        _sentence(span, [effect for effect, _ in wanted], some=len(wanted) < len(found)), rows, after, truncated=cut,
        notes=(*told, *unasked, *notes),
    )  # fmt: skip


def touched_in(graph: Graph, span: Span) -> tuple[Touched, bool]:
    """The change, with what it does to accountability; and whether it touches more than is looked at."""
    before, after = sharing(as_known_at(graph, span.since), as_known_at(graph, span.until))
    facts = after.touched(span.since, limit=MOST_TOUCHED + 1)
    scope = scope_of_changes(before, after, span.since, span.datasets(after.view))
    compared = compare(before, after, scope)
    found: Sequence[Found] = list(differences(compared, scope))
    return Touched(before, after, compared, found, facts[:MOST_TOUCHED]), len(facts) > MOST_TOUCHED


def _effects(touched: Touched, *, rules: bool) -> dict[Effect, Aspect]:
    return {
        effect: aspect
        for aspect in ASPECTS
        if rules or aspect is not RULES
        for effect in aspect.find(touched)
    }


def _below(touched: Touched, name: str) -> dict[Effect, Aspect]:
    """How the lines of those below a node differ."""
    node = node_named(touched.after, name)
    below = {
        id
        for graph in touched.graphs
        for edge in graph.reach(_DOWN, (node.id,)).edges
        for id in (edge.subject,)
    }
    effects = compared_lines(touched, dict.fromkeys(sorted(below), Truth.YES))
    return {each: LINES for each in effects if each.before != each.after}


def _rows(touched: Touched, page: Sequence[tuple[Effect, Aspect]]) -> list[Consequence]:
    by_aspect: dict[str, tuple[Aspect, list[Effect]]] = {}
    for effect, aspect in page:
        by_aspect.setdefault(aspect.name, (aspect, []))[1].append(effect)
    told: dict[Effect, Told] = {}
    for aspect, effects in by_aspect.values():
        told |= aspect.told(touched, effects)
    ids = {id for effect, _ in page for id in (effect.subject, effect.other) if id}
    nodes = {**touched.before.nodes(ids)}
    nodes |= {id: node for id, node in touched.after.nodes(ids).items() if node.recorded or id not in nodes}
    causes = _causes(touched, page)
    return [
        Consequence(
            effect.severity, effect.sort, nodes[effect.subject], nodes.get(effect.other), *told[effect],
            causes[effect], effect.certainty, effect.what,
        )
        for effect, _ in page
    ]  # fmt: skip


def _causes(touched: Touched, page: Sequence[tuple[Effect, Aspect]]) -> dict[Effect, tuple[str, ...]]:
    """The operations behind effects: of the facts about whom they concern, else of those about who is next to them."""
    operations = touched.after.operations
    if not operations:
        return {effect: () for effect, _ in page}
    at: dict[str, list[tuple[str, str]]] = defaultdict(
        list
    )  # relation (empty: of a node) and operation, by node
    for fact in touched.facts:
        if fact.number in operations:
            relation = fact.statement.relation if isinstance(fact.statement, EdgeStatement) else ""
            for id in ends_of(fact.statement):
                at[id].append((relation, operations[fact.number]))
    found = {effect: _behind(effect, aspect, at) for effect, aspect in page}
    alone = [(effect, aspect) for effect, aspect in page if not found[effect]]
    beside = _beside(touched, {id for each, _ in alone for id in (each.subject, each.other) if id})
    for effect, aspect in alone:
        ids = sorted(beside[effect.subject] | beside[effect.other])
        told = (each for id in ids for each in _fitting(at.get(id, ()), aspect))
        found[effect] = tuple(dict.fromkeys(told))
    return found


def _behind(effect: Effect, aspect: Aspect, at: Mapping[str, Sequence[tuple[str, str]]]) -> tuple[str, ...]:
    """The operations that touch both of those whom an effect concerns; else either of them."""
    near = [_fitting(at.get(id, ()), aspect) for id in (effect.subject, effect.other) if id]
    both = [each for each in near[0] if all(each in one for one in near)]
    return tuple(dict.fromkeys(both or [each for one in near for each in one]))


def _fitting(told: Sequence[tuple[str, str]], aspect: Aspect) -> list[str]:
    return [
        operation
        for relation, operation in told
        if not relation or not aspect.relations or relation in aspect.relations
    ]


def _beside(touched: Touched, ids: set[str]) -> Mapping[str, set[str]]:
    """The nodes that an edge joins to each of these, before or after."""
    found: dict[str, set[str]] = defaultdict(set)
    for graph in touched.graphs if ids else ():
        for edges in (graph.edges(RELATION, subjects=ids), graph.edges(RELATION, objects=ids)):
            for edge in edges:
                found[edge.subject].add(edge.object)
                found[edge.object].add(edge.subject)
    return found


def _cursor(effect: Effect) -> str:
    return _place(effect.severity, effect.sort, effect.subject, effect.what)


def _place(severity: str, sort: str, subject: str, what: str) -> str:
    return f"{SEVERITIES.index(severity)} {SORTS.index(sort):02} {subject} {what}".rstrip()


def _sentence(span: Span, effects: Sequence[Effect], *, some: bool) -> str:
    if not effects:
        return f"{span.told}, {'there is no such effect' if some else 'nothing that accountability rests on changes'}."
    severities = Counter(each.severity for each in effects)
    by_sort = Counter((each.sort, each.certainty) for each in effects)
    grave = listed([counted(severities[each], each) for each in SEVERITIES if severities[each]])
    parts = [
        f"{_counted(by_sort[sort, certainty], sort)}{bracketed(perhaps(certainty))}"
        for sort in SORTS
        for certainty in (Truth.YES, Truth.POSSIBLY)
        if by_sort[sort, certainty]
    ]
    return f"{span.told}: {grave}; {listed(parts, most=len(parts))}."


def _counted(number: int, sort: str) -> str:
    """A number of effects of a sort: 2 duties newly unowned."""
    noun, _, rest = sort.partition(" ")
    return f"{counted(number, noun, 'duties' if noun == 'duty' else '')} {rest}"


IMPACT = Question(
    "impact",
    "What a scenario or a change does: duties, lines, committees, delegations, people; by severity and operation.",
    Impact,
    Consequence,
    ask,
    "--dataset bath-nes-2003",
    cursor=lambda row: _place(row.severity, row.sort, row.subject.id, row.what),
)
