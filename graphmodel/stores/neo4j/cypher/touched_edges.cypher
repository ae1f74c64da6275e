// Facts about edges that were asserted or retracted after a change, up to what is published, the first by their numbers.
MATCH (a:Remit)-[f:<TYPES>]->(b:Remit)
WHERE f.fact > $after AND (f.asserted > $since OR (f.retracted > $since AND f.retracted <= $published)) AND f.evidence <= $evidence AND <WANTED>
RETURN <EDGE_ROW>, a.kind, b.kind ORDER BY f.fact LIMIT $limit
