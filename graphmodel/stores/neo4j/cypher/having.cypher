// Nodes of a kind with at least so many edges to far ends of some kinds, the first in id order, with how certainly they
// count: who may have what a need asks.
MATCH (n:<LABEL>) WHERE n.id > $after
WITH n ORDER BY n.id
WHERE <FITS> AND COUNT { (n)<LEFT>[f:<RELATION>]<RIGHT>(x) WHERE (size($kinds) = 0 OR x.kind IN $kinds) AND <IN_FORCE> } >= $least
WITH n, [(n)-[:VERSION]->(f) WHERE <IN_FORCE> | <TRUTH>] AS truths
WHERE size(truths) > 0
WITH n.id AS id, CASE WHEN 2 IN truths THEN 2 ELSE 1 END AS counts LIMIT $limit
WITH collect([id, counts]) AS found
RETURN found, <PUBLISHED>
