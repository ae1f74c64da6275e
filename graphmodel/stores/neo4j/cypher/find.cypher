// Nodes of a kind that count and fit, the first in id order, each with the versions known in the view.
MATCH (n:<LABEL>) WHERE n.id > $after
WITH n ORDER BY n.id
WHERE <FITS>
  AND EXISTS { MATCH (n)-[:VERSION]->(f:RemitVersion) WHERE <IN_FORCE> }
WITH n LIMIT $limit
MATCH (n)-[:VERSION]->(f) WHERE <KNOWN>
WITH n, collect(<VERSION>) AS versions
WITH collect([n.id, n.kind, versions]) AS found
RETURN found, <PUBLISHED>
