// A whole walk towards subjects or towards objects: the nodes met, pruned, then the edges that leave and reach them, and all ends that are not known yet.
UNWIND $ids AS start
MATCH (s:Remit {id: start})<LEFT>[walked:<WALKED>*0..<HOPS>]<RIGHT>(x)
WHERE all(f IN walked WHERE <IN_FORCE>)
WITH DISTINCT x
CALL (x) {
  MATCH (x)-[f:<LEAVING>]->(b) WHERE <IN_FORCE>
  WITH x AS a, f, b
  RETURN collect(<EDGE>) AS leaving, collect(DISTINCT b) AS objects
}
CALL (x) {
  MATCH (a)-[f:<ARRIVING>]->(x) WHERE <IN_FORCE>
  WITH a, f, x AS b
  RETURN collect(<EDGE>) AS arriving, collect(DISTINCT a) AS subjects
}
WITH collect(leaving) AS leaving, collect(arriving) AS arriving, collect([x] + objects + subjects) AS ends
CALL (ends) {
  UNWIND ends AS each
  UNWIND each AS n
  WITH DISTINCT n WHERE NOT n.id IN $known
  OPTIONAL MATCH (n)-[:VERSION]->(f)
  WITH n, collect(<VERSION>) AS versions, min(f.asserted) AS since
  WHERE since <= $known_at OR (since IS NULL AND (n)--())
  RETURN collect([n.id, n.kind, versions]) AS nodes
}
RETURN nodes, leaving, arriving, <PUBLISHED>
