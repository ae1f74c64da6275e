// Published heads of data sets, numbered from a fact on.
MATCH (d:RemitHead) WHERE d.fact >= $first AND d.asserted <= $published
RETURN d.fact, d.dataset, d.head, d.complete, d.asserted, CASE WHEN d.retracted <= $published THEN d.retracted END ORDER BY d.fact
