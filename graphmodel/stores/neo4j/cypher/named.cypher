// The node of this id, else those one of whose known versions goes by a folded name; each with the versions known in the view.
CALL () {
  OPTIONAL MATCH (n:Remit {id: $id})
  RETURN collect(n) AS exact
}
CALL (exact) {
  WITH exact WHERE size(exact) = 0
  MATCH (m:RemitName {folded: $folded})<-[:NAME]-(f:RemitVersion)<-[:VERSION]-(n:Remit) WHERE <KNOWN>
  RETURN collect(DISTINCT n) AS alike
}
CALL (exact, alike) {
  UNWIND exact + alike AS n
  MATCH (n)-[:VERSION]->(f) WHERE f.asserted <= $known_at
  WITH n, collect(<VERSION>) AS versions
  RETURN collect([n.id, n.kind, versions]) AS found
}
RETURN found, <PUBLISHED>
