// The whole line of a role upwards: of each hop its ends, relation, kind of line, certainty, and who says so, where, on what
// evidence, for which days; of each node its names as known, what is confirmed absent, and its holders.
MATCH (s:Remit {id: $id})-[walked:REPORTS_TO|ANSWERS_TO|ONE_OF*0..64]->(x)
WHERE all(f IN walked WHERE <IN_FORCE f>)
WITH DISTINCT x
CALL (x) {
  MATCH (x)-[f:REPORTS_TO|ANSWERS_TO|ONE_OF]->(y) WHERE <IN_FORCE f>
  RETURN collect(
    [x.id, type(f), y.id, f.attributes, <TRUTH f>, f.dataset, f.evidence, f.standing, f.source, f.locator, f.dated, f.said]
  ) AS hops
}
CALL (x) {
  MATCH (x)-[:VERSION]->(v) WHERE <KNOWN v>
  RETURN collect([v.name, <IN_FORCE v>, v.none, v.attributes, v.dataset, v.evidence, v.standing, v.source, v.locator]) AS versions
}
CALL (x) {
  MATCH (x)<-[f:HOLDS]-(p)-[:VERSION]->(v) WHERE <IN_FORCE f> AND <KNOWN v>
  RETURN collect([p.id, v.name, f.attributes, <TRUTH f>, f.evidence, f.source, f.locator, f.said]) AS holders
}
RETURN collect([x.id, x.kind, versions, holders]) AS nodes, collect(hops) AS hops
