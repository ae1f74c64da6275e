// How many published facts rest on others and how many have an id of their own; and of how many that is noted beside them.
CALL () {
  MATCH (f:RemitVersion) WHERE f.asserted <= $published AND f.said CONTAINS '"based_on":[' RETURN 1 AS rests, 0 AS own
  UNION ALL
  MATCH (:Remit)-[f:<TYPES>]->(:Remit) WHERE f.asserted <= $published AND (f.said CONTAINS '"based_on":[' OR f.own_id IS NOT NULL)
  RETURN CASE WHEN f.said CONTAINS '"based_on":[' THEN 1 ELSE 0 END AS rests, CASE WHEN f.own_id IS NULL THEN 0 ELSE 1 END AS own
}
WITH sum(rests) AS resting, sum(own) AS owning
RETURN resting, COUNT { MATCH (p:RemitPremise) WHERE p.asserted <= $published RETURN DISTINCT p.fact } AS premises,
  owning, COUNT { MATCH (o:RemitOwnId) WHERE o.asserted <= $published RETURN DISTINCT o.fact } AS own_ids
