// Facts about nodes that were asserted or retracted after a change, up to what is published, the first by their numbers.
MATCH (n:Remit)-[:VERSION]->(f:RemitVersion)
WHERE f.fact > $after AND (f.asserted > $since OR (f.retracted > $since AND f.retracted <= $published)) AND f.evidence <= $evidence AND <WANTED>
RETURN <NODE_ROW> ORDER BY f.fact LIMIT $limit
