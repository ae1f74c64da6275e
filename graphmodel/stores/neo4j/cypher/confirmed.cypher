// Nodes of a kind that may be confirmed to have none of a relation, by themselves or by a complete data set, the first in
// id order, with how certainly they count.
MATCH (n:<LABEL>) WHERE n.id > $after
WITH n ORDER BY n.id
WHERE <FITS> AND EXISTS {
  MATCH (n)-[:VERSION]->(f:RemitVersion) WHERE (f.none / $bit % 2 = 1 OR f.dataset IN $complete) AND <IN_FORCE>
}
WITH n, [(n)-[:VERSION]->(f) WHERE <IN_FORCE> | <TRUTH>] AS truths
WITH n.id AS id, CASE WHEN 2 IN truths THEN 2 ELSE 1 END AS counts LIMIT $limit
WITH collect([id, counts]) AS found
RETURN found, <PUBLISHED>
