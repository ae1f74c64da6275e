// A whole relation: each object with its certain and its possible subjects; and the ends that do not certainly count: those not recorded do.
CALL () {
  MATCH (a:Remit)-[f:<TYPES>]->(b:Remit) WHERE <IN_FORCE>
  WITH b.id AS object, a.id AS subject, <TRUTH> AS truth
  WITH object, collect(CASE WHEN truth = 2 THEN subject END) AS certain, collect(CASE WHEN truth = 1 THEN subject END) AS possible
  RETURN collect([object, certain, possible]) AS found
}
CALL () {
  MATCH (n:<LABELS>) WHERE (n)-[:<TYPES>]-() AND NOT EXISTS { MATCH (n)-[:VERSION]->(f:RemitVersion) WHERE <CERTAIN> }
  WITH n.id AS id, [(n)-[:VERSION]->(f) WHERE <KNOWN> | <STANDS>] AS stands WHERE size(stands) > 0
  RETURN collect([id, 1 IN stands]) AS uncertain
}
RETURN found, uncertain, <PUBLISHED>
