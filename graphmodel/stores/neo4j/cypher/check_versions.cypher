// Published versions that no anchor has, or that cannot be found by a word or by a name.
MATCH (f:RemitVersion) WHERE f.asserted <= $published
WITH f, CASE
  WHEN NOT EXISTS { (f)<-[:VERSION]-(:Remit) } THEN 'loose'
  WHEN f.words IS NULL THEN 'words'
  WHEN f.folded IS NULL THEN 'names'
END AS wrong
WHERE wrong IS NOT NULL
WITH wrong, f.dataset AS dataset, f.fact AS fact ORDER BY fact
RETURN wrong, count(*) AS times, collect(DISTINCT dataset) AS datasets, collect(fact)[..$most] AS facts
