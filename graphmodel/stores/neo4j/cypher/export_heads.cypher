// All heads of data sets.
MATCH (d:RemitHead)
RETURN d.fact, d.dataset, d.head, d.complete, d.asserted, d.retracted ORDER BY d.fact
