// Who is accountable for what on the day.
MATCH (a:Role|Unit|Agency|Committee)-[f:ACCOUNTABLE_FOR]->(d) WHERE <IN_FORCE f>
WITH DISTINCT a.id AS one, d.id AS other
MATCH (a:PeerActor {id: one})
MATCH (d:PeerDuty {id: other})
CALL (a, d) { CREATE (a)-[:PEER_ACCOUNTABLE_FOR]->(d) } IN TRANSACTIONS OF 10000 ROWS
