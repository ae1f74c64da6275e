// A committee, with what is said of its classes: the committee as known; who sits, in what capacity, on whose behalf, and who holds
// those roles; whom it answers to and is part of; who answers to it; who appoints it or its members; each with who says so.
MATCH (c:Remit {id: $id})
CALL (c) {
  MATCH (c)-[:VERSION]->(v) WHERE <KNOWN v>
  RETURN collect([v.name, <IN_FORCE v>, v.attributes, v.evidence, v.source, v.locator]) AS committee
}
CALL (c) {
  MATCH (c)-[classes:ONE_OF*0..8]->(h) WHERE all(f IN classes WHERE <IN_FORCE f>)
  RETURN collect(DISTINCT h) AS here
}
CALL (here) {
  UNWIND here AS h
  MATCH (h)<-[f:SITS_ON]-(m) WHERE <IN_FORCE f>
  CALL (m) {
    MATCH (m)-[:VERSION]->(v) WHERE <KNOWN v>
    RETURN collect([v.name, v.none, v.attributes]) AS versions
  }
  CALL (m) {
    MATCH (m)<-[g:HOLDS]-(p)-[:VERSION]->(v) WHERE <IN_FORCE g> AND <KNOWN v>
    RETURN collect([p.id, v.name, g.attributes, <TRUTH g>, g.evidence, g.source, g.locator]) AS holders
  }
  RETURN collect([m.id, versions, holders, f.attributes, <TRUTH f>, f.evidence, f.source, f.locator]) AS seats,
    collect(DISTINCT m) AS sitting
}
CALL (here) {
  UNWIND here AS h
  MATCH (h)-[f:ANSWERS_TO|PART_OF]->(x)-[:VERSION]->(v) WHERE <IN_FORCE f> AND <KNOWN v>
  RETURN collect([type(f), x.id, v.name, f.attributes, <TRUTH f>, f.evidence, f.source, f.locator]) AS upwards
}
CALL (here) {
  UNWIND here AS h
  MATCH (h)<-[f:ANSWERS_TO]-(x)-[:VERSION]->(v) WHERE <IN_FORCE f> AND <KNOWN v>
  RETURN collect([type(f), x.id, v.name, f.attributes, <TRUTH f>, f.evidence, f.source, f.locator]) AS downwards
}
CALL (here, sitting) {
  UNWIND here + sitting AS h
  MATCH (h)<-[f:APPOINTS]-(x)-[:VERSION]->(v) WHERE <IN_FORCE f> AND <KNOWN v>
  RETURN collect([x.id, v.name, h.id, f.attributes, <TRUTH f>, f.evidence, f.source, f.locator]) AS appointing
}
RETURN committee, seats, upwards, downwards, appointing
