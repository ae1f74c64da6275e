// The node of this id, else those one of whose known versions goes by a folded name; each with the versions known in the view.
CALL () {
  OPTIONAL MATCH (n:Remit {id: $id})
  RETURN collect(n) AS exact
}
CALL (exact) {
  WITH exact WHERE size(exact) = 0
  CALL () {
    MATCH (f:RemitVersion {folded: $folded}) RETURN f
    UNION
    MATCH (f:RemitVersion {own: $folded}) RETURN f
    UNION
    MATCH (:RemitName {folded: $folded})<-[:NAME]-(f:RemitVersion) RETURN f
  }
  MATCH (n:Remit)-[:VERSION]->(f) WHERE <KNOWN>
  RETURN collect(DISTINCT n) AS alike
}
CALL (exact, alike) {
  UNWIND exact + alike AS n
  MATCH (n)-[:VERSION]->(f) WHERE f.asserted <= $known_at
  WITH n, collect(<VERSION>) AS versions
  RETURN collect([n.id, n.kind, versions]) AS found
}
RETURN found, <PUBLISHED>
