// Anchors that no version states, and those whose label is not their kind; one that a writer has just made may be bare.
MATCH (n:Remit)
WITH n, CASE
  WHEN [each IN labels(n) WHERE each IN $kinds] <> [coalesce(n.kind, '')] THEN 'kind'
  WHEN NOT EXISTS { (n)-[:VERSION]->(:RemitVersion) } AND ((n)--() OR NOT $writing) THEN 'unstated'
END AS wrong
WHERE wrong IS NOT NULL
WITH wrong, coalesce(n.id, '(no id)') AS id ORDER BY id
RETURN wrong, count(*) AS times, collect(id)[..$most] AS ids
