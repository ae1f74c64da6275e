// Published facts about nodes, page by page in the order of their numbers.
MATCH (f:RemitVersion) WHERE f.fact > $after AND f.asserted <= $published
WITH f ORDER BY f.fact LIMIT $limit
MATCH (n:Remit)-[:VERSION]->(f)
WITH n, f ORDER BY f.fact
RETURN f.fact, f.dataset, n.id, n.kind, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, f.asserted, CASE WHEN f.retracted <= $published THEN f.retracted END,
  f.evidence, f.standing, f.none, f.untold, f.dated, f.source, f.locator, f.name, f.attributes, f.said
