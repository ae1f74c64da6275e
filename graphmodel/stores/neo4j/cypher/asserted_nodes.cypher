// Facts about nodes in force that are known in some ways, of some standings, or of no source, the first by their numbers.
MATCH (n:Remit)-[:VERSION]->(f:RemitVersion)
WHERE f.fact > $after AND (f.evidence IN $on OR f.standing IN $standings OR ($unsourced AND f.source IS NULL)) AND <IN_FORCE>
RETURN <NODE_ROW> ORDER BY f.fact LIMIT $limit
