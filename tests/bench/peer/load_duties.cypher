// The duties in force on the day.
MATCH (n:Duty)-[:VERSION]->(v) WHERE <IN_FORCE v>
WITH n.id AS id, head(collect(v.name)) AS name
CALL (id, name) { CREATE (:PeerDuty {id: id, name: name}) } IN TRANSACTIONS OF 10000 ROWS
