// Facts about edges at some nodes, whichever end, as published up to a change; and the kinds of their ends.
UNWIND $ids AS id
MATCH (:Remit {id: id})-[f:<TYPES>]-(:Remit)
WITH DISTINCT f, startNode(f) AS a, endNode(f) AS b
WHERE f.evidence <= $evidence AND <WANTED>
RETURN <EDGE_ROW>, a.kind, b.kind
