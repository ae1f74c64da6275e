// Who answers for a duty: the duty as known; who is accountable, responsible and scrutinises it; to whom it is owed and what it
// rests on; the whole lines upwards of the accountable, or of the roles that lead them, as in line.cypher; and who scrutinises them.
MATCH (d:Remit {id: $id})
CALL (d) {
  MATCH (d)-[:VERSION]->(v) WHERE <KNOWN v>
  RETURN collect([v.name, <IN_FORCE v>, v.attributes, v.evidence, v.source, v.locator]) AS duty
}
CALL (d) {
  MATCH (d)<-[f:ACCOUNTABLE_FOR|RESPONSIBLE_FOR|SCRUTINISES]-(x)-[:VERSION]->(v) WHERE <IN_FORCE f> AND <KNOWN v>
  RETURN collect([type(f), x.id, v.name, f.attributes, <TRUTH f>, f.evidence, f.source, f.locator, f.said]) AS towards
}
CALL (d) {
  MATCH (d)-[f:OWED_TO|STATED_IN|IMPLEMENTS|REFERS_TO]->(x)-[:VERSION]->(v) WHERE <IN_FORCE f> AND <KNOWN v>
  RETURN collect([type(f), x.id, v.name, f.attributes, <TRUTH f>, f.evidence, f.source, f.locator, f.said]) AS onwards
}
CALL (d) {
  MATCH (d)<-[o:ACCOUNTABLE_FOR]-(owner) WHERE <IN_FORCE o>
  CALL (owner) {
    RETURN owner AS s
    UNION
    MATCH (owner)<-[f:LEADS]-(s) WHERE <IN_FORCE f>
    RETURN s
  }
  RETURN collect([owner.id, s.id]) AS entered, collect(DISTINCT s) AS starts
}
CALL (starts) {
  UNWIND starts AS s
  MATCH (s)-[walked:REPORTS_TO|ANSWERS_TO|ONE_OF*0..64]->(x) WHERE all(f IN walked WHERE <IN_FORCE f>)
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
}
CALL (d) {
  MATCH (d)<-[o:ACCOUNTABLE_FOR]-()-[classes:ONE_OF*0..8]->(x)<-[f:SCRUTINISES]-(y)-[:VERSION]->(v)
  WHERE <IN_FORCE o> AND all(c IN classes WHERE <IN_FORCE c>) AND <IN_FORCE f> AND <KNOWN v>
  RETURN collect(DISTINCT [y.id, v.name, x.id, f.attributes, <TRUTH f>, f.evidence, f.source, f.locator]) AS scrutiny
}
RETURN duty, towards, onwards, entered, nodes, hops, scrutiny
