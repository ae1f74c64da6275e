// A whole relation, each edge with its attributes; and the ends that do not certainly count: those not recorded do.
CALL () {
  MATCH (a:Remit)-[f:<TYPES>]->(b:Remit) WHERE <IN_FORCE>
  WITH f.attributes AS attributes, collect([a.id, b.id, <TRUTH>]) AS edges
  RETURN collect([attributes, edges]) AS found
}
CALL () {
  MATCH (n:<LABELS>) WHERE (n)-[:<TYPES>]-() AND NOT EXISTS { MATCH (n)-[:VERSION]->(f:RemitVersion) WHERE <CERTAIN> }
  WITH n.id AS id, [(n)-[:VERSION]->(f) WHERE <KNOWN> | <STANDS>] AS stands WHERE size(stands) > 0
  RETURN collect([id, 1 IN stands]) AS uncertain
}
RETURN found, uncertain, <PUBLISHED>
