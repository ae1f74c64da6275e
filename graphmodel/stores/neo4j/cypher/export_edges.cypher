// Published facts about edges of one relation, page by page in the order of their numbers.
MATCH (a:Remit)-[f:<TYPES>]->(b:Remit) WHERE f.fact > $after AND f.asserted <= $published
WITH a, f, b ORDER BY f.fact LIMIT $limit
RETURN f.fact, f.dataset, type(f), a.id, b.id, f.own_id, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, f.asserted,
  CASE WHEN f.retracted <= $published THEN f.retracted END, f.evidence, f.standing, f.dated, f.source, f.locator, f.attributes, f.said
