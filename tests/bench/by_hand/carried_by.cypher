// What a role carries: of each duty its id and name, the relation, through which node it comes and by what, its certainty, and
// who says so, where and on what evidence; and what is delegated, with the other party.
MATCH (w:Remit {id: $id})
CALL (w) {
  CALL (w) {
    MATCH (w)-[classes:ONE_OF*0..8]->(t) WHERE all(f IN classes WHERE <IN_FORCE f>)
    RETURN t, 'ONE_OF' AS way
    UNION
    MATCH (w)-[before:ONE_OF*0..8]->()-[e:CARRIES|LEADS|PART_OF|SITS_ON]->(b)-[after:ONE_OF*0..8]->(t)
    WHERE all(f IN before WHERE <IN_FORCE f>) AND <IN_FORCE e> AND (type(e) <> 'PART_OF' OR b:Unit)
      AND all(f IN after WHERE <IN_FORCE f>)
    RETURN t, type(e) AS way
  }
  MATCH (t)-[f:ACCOUNTABLE_FOR|RESPONSIBLE_FOR|CONSULTED_ON|INFORMED_OF]->(d)-[:VERSION]->(v)
  WHERE <IN_FORCE f> AND <KNOWN v>
  RETURN collect(
    [d.id, v.name, v.attributes, v.source, v.locator, type(f), t.id, way, <TRUTH f>, f.dataset, f.evidence, f.source, f.locator, f.said]
  ) AS carried
}
CALL (w) {
  MATCH (w)-[f:DELEGATES_TO]-(o)-[:VERSION]->(v) WHERE <IN_FORCE f> AND <KNOWN v>
  RETURN collect([startNode(f) = w, o.id, v.name, f.attributes, <TRUTH f>, f.evidence, f.source, f.locator]) AS delegated
}
RETURN carried, delegated
