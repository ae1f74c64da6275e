// One role by its id: the name it has.
MATCH (n:Remit {id: $id})-[:VERSION]->(v) WHERE <IN_FORCE v>
RETURN n.id, v.name
