// Edges in force that reach a set of objects.
UNWIND $objects AS id
MATCH (b:Remit {id: id})<-[f:<TYPES>]-(a)
WHERE <IN_FORCE>
WITH collect(<EDGE>) AS found
RETURN found, <PUBLISHED>
