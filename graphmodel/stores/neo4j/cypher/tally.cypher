// How many edges of a relation each node has on a side: certainly, and at most.
UNWIND $ids AS id
MATCH (n:Remit {id: id})<LEFT>[f:<TYPES>]<RIGHT>() WHERE <IN_FORCE>
WITH n.id AS id, <TRUTH> AS truth
WITH id, sum(truth - 1) AS certain, count(*) AS most
WITH collect([id, certain, most]) AS found
RETURN found, <PUBLISHED>
