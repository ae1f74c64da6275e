// Ids and kinds of nodes that have been published.
UNWIND $ids AS id
MATCH (n:Remit {id: id}) WHERE EXISTS { (n)-[:VERSION]->(v:RemitVersion) WHERE v.asserted <= $published }
RETURN n.id, n.kind
