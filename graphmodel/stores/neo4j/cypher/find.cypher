// Nodes of a kind that count and fit, in id order, with how certainly they count.
MATCH (n:<LABEL>) WHERE n.id > $after
WITH n ORDER BY n.id
WITH n, [(n)-[:VERSION]->(f) WHERE <IN_FORCE> | [<TRUTH>, properties(f)]] AS versions
WHERE size(versions) > 0
  AND all(each IN $where WHERE any(version IN versions WHERE version[1]['is_' + each[0]] IN each[1]))
RETURN n.id AS id, CASE WHEN any(version IN versions WHERE version[0] = 2) THEN 2 ELSE 1 END AS counts LIMIT $limit
