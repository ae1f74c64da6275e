// Nodes by id, each with the versions known in the view; one that has lost all of them, but not its edges, has none.
UNWIND $ids AS id
MATCH (n:Remit {id: id})
OPTIONAL MATCH (n)-[:VERSION]->(f)
WITH n, collect(<VERSION>) AS versions, min(f.asserted) AS since
WHERE since <= $known_at OR (since IS NULL AND (n)--())
WITH collect([n.id, n.kind, versions]) AS found
RETURN found, <PUBLISHED>
