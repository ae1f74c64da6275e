// Published heads of data sets.
MATCH (d:RemitHead) WHERE d.asserted <= $published
RETURN d.fact, d.dataset, d.head, d.complete, d.asserted, CASE WHEN d.retracted <= $published THEN d.retracted END ORDER BY d.fact
