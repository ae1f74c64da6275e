// Records of the change log, oldest first.
MATCH (c:RemitChange) WHERE c.number > $after AND c.number <= $published
RETURN c.number, c.at, c.who, c.why, c.operation, c.request, c.datasets, c.facts, c.previous, c.hash
ORDER BY c.number LIMIT $limit
