// How many edges of a relation reach each node: certainly, and at most.
UNWIND $ids AS id
MATCH (n:Remit {id: id})<-[f:<TYPES>]-() WHERE <IN_FORCE>
WITH n.id AS id, <TRUTH> AS truth
RETURN id, sum(truth - 1) AS certain, count(*) AS most
