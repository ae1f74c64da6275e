// Every REPORTS_TO between roles that count: the ids of both, and how certain it is (1 possibly, 2 yes).
CALL () {
  MATCH (a:Role)-[f:REPORTS_TO]->(b) WHERE <IN_FORCE f>
  WITH b, collect([a.id, <TRUTH f>]) AS reports
  RETURN collect([b.id, reports]) AS found
}
CALL () {
  MATCH (n:Role) WHERE NOT EXISTS { MATCH (n)-[:VERSION]->(v) WHERE <CERTAIN v> }
  RETURN collect([n.id, EXISTS { MATCH (n)-[:VERSION]->(v) WHERE <IN_FORCE v> }]) AS uncertain
}
RETURN found, uncertain
