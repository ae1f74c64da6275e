"""Statements that the files dropped and that end on a day instead of being retracted."""

from datetime import date

from remit.graphmodel.days import Period
from remit.graphmodel.ending import ended_on
from remit.graphmodel.store import DatasetChange
from remit.graphmodel.stores.sqlite import codes
from remit.graphmodel.stores.sqlite.diff import TABLES
from remit.graphmodel.stores.sqlite.write import Writing

_DROPPED = {
    "node": "SELECT f.number, w.word, n.id, f.dated, f.said, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest"
    " FROM temp.gone_node g JOIN node_fact f ON f.number = g.fact JOIN node n ON n.key = f.node"
    " JOIN word w ON w.key = f.dataset WHERE NOT EXISTS"
    " (SELECT 1 FROM temp.final_node s WHERE s.node = f.node AND s.dataset = f.dataset)",
    "edge": "SELECT f.number, w.word, CASE WHEN f.own_id IS NULL THEN a.id || ' ' || r.word || ' ' || b.id"
    " ELSE '#' || f.own_id END, f.dated, f.said, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest"
    " FROM temp.gone_edge g JOIN edge_fact f ON f.number = g.fact JOIN node a ON a.key = f.subject"
    " JOIN node b ON b.key = f.object JOIN word r ON r.key = f.relation JOIN word w ON w.key = f.dataset WHERE NOT EXISTS"
    " (SELECT 1 FROM temp.final_edge s WHERE s.dataset = f.dataset AND s.own_id IS f.own_id AND (f.own_id IS NOT NULL"
    " OR (s.relation = f.relation AND s.subject = f.subject AND s.object = f.object)))",
}


def end_dropped(writing: Writing, day: date, reports: dict[str, DatasetChange]) -> None:
    """Assert the dropped statements again, ending on `day` (first day not in force); later ones fall away."""
    for table in TABLES:
        told = set()
        dropped = writing.database.execute(_DROPPED[table]).fetchall()
        for number, dataset, statement, dated, packed, *bounds in dropped:
            own, said = Period(*bounds), codes.unpacked(packed)
            period = ended_on(day, own, said.get("valid_from"), dated, bool(said.get("based_on")))
            if period is None:
                continue
            if not own.ended_by(day.toordinal()):
                said["valid_to"] = day.isoformat()
            copy = writing.assert_again(table, number, period, codes.packed(said))
            writing.mark([(copy, 0)])
            if (dataset, statement) not in told:
                told.add((dataset, statement))
                reports[dataset].move("retracted", "ended", statement)
