// Heads of data sets, numbered before a fact, that were retracted after a change.
MATCH (d:RemitHead) WHERE d.fact < $first AND d.retracted > $after AND d.retracted <= $published
RETURN d.fact, d.retracted ORDER BY d.fact
