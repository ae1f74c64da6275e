// Heads of data sets as known at a change.
MATCH (d:RemitHead)
WHERE d.asserted <= $known_at AND (d.retracted IS NULL OR d.retracted > $known_at)
RETURN d.dataset AS dataset, d.head AS head ORDER BY dataset
