// Facts about edges in force that are known in some ways, of some standings, or of no source, the first by their numbers.
MATCH (a:Remit)-[f:<TYPES>]->(b:Remit)
WHERE f.fact > $after AND (f.evidence IN $on OR f.standing IN $standings OR ($unsourced AND f.source IS NULL)) AND <IN_FORCE>
RETURN <EDGE_ROW>, a.kind, b.kind ORDER BY f.fact LIMIT $limit
