// Edges in force that reach a set of objects.
UNWIND $objects AS id
MATCH (b:Remit {id: id})<-[f:<TYPES>]-(a)
WHERE <IN_FORCE>
RETURN collect(<EDGE>) AS found
