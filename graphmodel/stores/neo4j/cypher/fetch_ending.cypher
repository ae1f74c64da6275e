// The first node of those whose id has the same last part, for each of some last parts.
MATCH (n:Remit) WHERE n.id CONTAINS '/'
WITH split(n.id, '/')[-1] AS ending, n WHERE ending IN $endings
RETURN ending, min([n.id, n.kind]) AS first
