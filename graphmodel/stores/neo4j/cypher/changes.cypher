// Records of the change log, oldest first, each with the number of the last fact there was then.
MATCH (c:RemitChange) WHERE c.number > $after AND c.number <= $published
RETURN c.number, c.at, c.who, c.why, c.operation, c.request, c.datasets, c.facts, c.previous, c.hash, c.last_fact
ORDER BY c.number LIMIT $limit
