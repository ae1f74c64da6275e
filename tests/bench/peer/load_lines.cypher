// Who reports to whom on the day.
MATCH (a:Role)-[f:REPORTS_TO]->(b) WHERE <IN_FORCE f>
WITH DISTINCT a.id AS one, b.id AS other
MATCH (a:PeerActor {id: one})
MATCH (b:PeerActor {id: other})
CALL (a, b) { CREATE (a)-[:PEER_REPORTS_TO]->(b) } IN TRANSACTIONS OF 10000 ROWS
