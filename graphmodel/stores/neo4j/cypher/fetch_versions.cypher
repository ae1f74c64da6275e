// Facts about nodes, by the ids of the nodes.
UNWIND $ids AS id
MATCH (n:Remit {id: id})-[:VERSION]->(f:RemitVersion) WHERE <WANTED>
RETURN <NODE_ROW>
