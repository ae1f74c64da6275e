// Nodes of a kind that count, in id order, with how certainly they count; nothing else is asked of them.
MATCH (n:<LABEL>) WHERE n.id > $after
WITH n ORDER BY n.id
WITH n, [(n)-[:VERSION]->(f) WHERE <IN_FORCE> | <TRUTH>] AS truths
WHERE size(truths) > 0
RETURN n.id AS id, CASE WHEN 2 IN truths THEN 2 ELSE 1 END AS counts LIMIT $limit
