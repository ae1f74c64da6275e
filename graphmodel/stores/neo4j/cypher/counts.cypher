// How many facts of a data set stand: about nodes, and about edges.
CALL () { MATCH (f:RemitVersion) WHERE f.dataset = $dataset AND f.retracted IS NULL RETURN count(f) AS nodes }
CALL () { MATCH (:Remit)-[f]->(:Remit) WHERE f.dataset = $dataset AND f.retracted IS NULL RETURN count(f) AS edges }
RETURN nodes, edges
