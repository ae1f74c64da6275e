// Nodes of a kind that do not plainly have an edge to a far end that counts and is able, in id order; with how certainly
// they count, and the far ends of the edges they have. Plainly: certain all along, and nothing that could make it less.
MATCH (n:<LABEL>) WHERE n.id > $after
WITH n ORDER BY n.id
WHERE <FITS> AND NOT ($plain AND EXISTS {
  MATCH (n)<LEFT>[f:<RELATION>]<RIGHT>(x)-[:VERSION]->(v)
  WHERE (size($kinds) = 0 OR x.kind IN $kinds) AND <CERTAIN> AND <VERSION_CERTAIN>
    AND NOT ($confirmed AND EXISTS { MATCH (x)-[:VERSION]->(w) WHERE w.none > 0 OR w.dataset IN $complete })
    AND NOT ($members AND EXISTS { MATCH (x)<-[:ONE_OF]-() })
})
WITH n, [(n)-[:VERSION]->(f) WHERE <IN_FORCE> | <TRUTH>] AS truths
WHERE size(truths) > 0
WITH n, CASE WHEN 2 IN truths THEN 2 ELSE 1 END AS counts LIMIT $limit
WITH n.id AS id, counts, [
  (n)<LEFT>[f:<RELATION>]<RIGHT>(x) WHERE (size($kinds) = 0 OR x.kind IN $kinds) AND <IN_FORCE> | [x.id, <TRUTH>]
] AS ends
WITH collect([id, counts, ends]) AS found
RETURN found, <PUBLISHED>
