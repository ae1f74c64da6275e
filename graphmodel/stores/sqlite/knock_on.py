"""What a change does to inferences elsewhere: they end, or are shortened, with what they rest on."""

from collections.abc import Iterable

from remit.graphmodel.days import Period
from remit.graphmodel.resting import clamped
from remit.graphmodel.store import DatasetChange
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.stores.sqlite.premises import Premises
from remit.graphmodel.stores.sqlite.write import Writing

_RESTING = {
    "node": "SELECT DISTINCT f.number, w.word || ': ' || n.id, w.word, f.dated, f.said, f.from_earliest, f.from_latest, f.to_earliest,"
    " f.to_latest FROM premise p JOIN node_fact f ON f.number = p.fact JOIN node n ON n.key = f.node"
    " JOIN word w ON w.key = f.dataset WHERE p.statement >= ?1 AND p.statement < ?2 AND f.retracted IS NULL",
    "edge": "SELECT DISTINCT f.number, w.word || ': ' || CASE WHEN f.own_id IS NULL THEN a.id || ' ' || r.word || ' ' || b.id"
    " ELSE '#' || f.own_id END, w.word, f.dated, f.said, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest"
    " FROM premise p JOIN edge_fact f ON f.number = p.fact JOIN node a ON a.key = f.subject JOIN node b ON b.key = f.object"
    " JOIN word r ON r.key = f.relation JOIN word w ON w.key = f.dataset WHERE p.statement >= ?1 AND p.statement < ?2"
    " AND f.retracted IS NULL",
}


def knock_on(writing: Writing, datasets: Iterable[str], reports: dict[str, DatasetChange]) -> None:
    """Retract or shorten the inferences that rest on statements of the changed data sets, and what rests on those."""
    writing.index_premises()
    _follow(writing, [(f"{dataset}: ", f"{dataset}:!") for dataset in datasets], reports)


def unsettled(writing: Writing, statements: Iterable[str]) -> list[str]:
    """The inferences, elsewhere, that do not fit what has become of some statements; the change is to be undone then."""
    reports: dict[str, DatasetChange] = {}
    _follow(writing, [_one(each) for each in statements], reports)
    return [each for report in reports.values() for each in report.listed["knocked on"]]


def _one(statement: str) -> tuple[str, str]:
    return statement, statement + "\0"


def _follow(writing: Writing, waiting: list[tuple[str, str]], reports: dict[str, DatasetChange]) -> None:
    """Retract or shorten what rests on statements within spans, and what rests on that."""
    premises = Premises(writing.database, writing.words, frozenset())
    while waiting:
        span = waiting.pop()
        for table, sql in _RESTING.items():
            for row in writing.database.execute(sql, span).fetchall():
                number, statement, dataset, dated, packed, *bounds = row
                said = codes.unpacked(packed)
                own = Period.between(said.get("valid_from"), said.get("valid_to"), dated)
                period = clamped(own, (premises.live(each) for each in said["based_on"]))
                if period == Period(*bounds):
                    continue
                writing.retract(table, [number])
                if period:
                    says = writing.says(table, number)
                    copy = writing.assert_again(table, number, period, packed)
                    writing.mark([(number, 0), (copy, says)])
                reports.setdefault(dataset, DatasetChange(dataset)).add("knocked on", statement)
                waiting.append(_one(statement))
