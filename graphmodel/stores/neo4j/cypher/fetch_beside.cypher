// Nodes whose ids have the same beginning, in the order of their ids.
MATCH (n:Remit) WHERE n.id > $start + '/' AND n.id < $start + '0'
AND EXISTS { (n)-[:VERSION]->(v:RemitVersion) WHERE v.asserted <= $published }
RETURN n.id, n.kind ORDER BY n.id LIMIT 5000
