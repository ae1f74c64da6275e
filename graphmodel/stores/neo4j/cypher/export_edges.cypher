// Facts about edges of one relation, page by page in the order of their numbers.
MATCH (a:Remit)-[f:<TYPES>]->(b:Remit) WHERE f.fact > $after
WITH a, f, b ORDER BY f.fact LIMIT $limit
RETURN f.fact, f.dataset, type(f), a.id, b.id, f.own_id, f.from_earliest, f.from_latest, f.to_earliest, f.to_latest, f.asserted,
  f.retracted, f.evidence, f.standing, f.dated, f.source, f.locator, f.attributes, f.said
