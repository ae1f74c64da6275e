// Nodes by id, each with the versions known in the view.
UNWIND $ids AS id
MATCH (n:Remit {id: id})
MATCH (n)-[:VERSION]->(f) WHERE f.asserted <= $known_at
WITH n, collect(<VERSION>) AS versions
WITH collect([n.id, n.kind, versions]) AS found
RETURN found, <PUBLISHED>
