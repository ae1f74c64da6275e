// Heads of data sets that state relations completely, as known at a change.
MATCH (d:RemitHead)
WHERE d.complete > 0 AND d.asserted <= $known_at AND (d.retracted IS NULL OR d.retracted > $known_at)
RETURN d.dataset AS dataset, d.complete AS complete
