// A whole walk from subjects to objects: the nodes met, pruned, then the edges that leave and reach them, and all ends.
UNWIND $ids AS start
MATCH (s:Remit {id: start})-[walked:<WALKED>*0..64]->(x)
WHERE all(f IN walked WHERE <IN_FORCE>)
WITH DISTINCT x
CALL {
  WITH x
  MATCH (x)-[f:<LEAVING>]->(b) WHERE <IN_FORCE>
  WITH x AS a, f, b
  RETURN collect(<EDGE>) AS leaving, collect(DISTINCT b) AS objects
}
CALL {
  WITH x
  MATCH (a)-[f:<ARRIVING>]->(x) WHERE <IN_FORCE>
  WITH a, f, x AS b
  RETURN collect(<EDGE>) AS arriving, collect(DISTINCT a) AS subjects
}
WITH collect(leaving) AS leaving, collect(arriving) AS arriving, collect([x] + objects + subjects) AS ends
UNWIND ends AS each
UNWIND each AS n
WITH DISTINCT n, leaving, arriving
MATCH (n)-[:VERSION]->(f) WHERE f.asserted <= $known_at
WITH n, leaving, arriving, collect(<VERSION>) AS versions
RETURN collect([n.id, n.kind, versions]) AS nodes, leaving, arriving
