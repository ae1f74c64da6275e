// Everybody known who may stand in a line or own a duty, and whether each counts on the day.
MATCH (n:Role|Unit|Agency|Committee)-[:VERSION]->(v) WHERE <KNOWN v>
WITH n.id AS id, head(collect(v.name)) AS name, any(each IN collect(<IN_FORCE v>) WHERE each) AS counts
CALL (id, name, counts) { CREATE (:PeerActor {id: id, name: name, counts: counts}) } IN TRANSACTIONS OF 10000 ROWS
