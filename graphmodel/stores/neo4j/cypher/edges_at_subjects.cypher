// Edges in force that leave a set of subjects.
UNWIND $subjects AS id
MATCH (a:Remit {id: id})-[f:<TYPES>]->(b)
WHERE ($objects IS NULL OR b.id IN $objects) AND <IN_FORCE>
WITH collect(<EDGE>) AS found
RETURN found, <PUBLISHED>
