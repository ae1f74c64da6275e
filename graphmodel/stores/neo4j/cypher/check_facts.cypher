// The published facts summed up, by the change that asserted them and by parts of the numbers.
CALL () {
  MATCH (f:RemitVersion) WHERE f.asserted <= $published RETURN f
  UNION ALL
  MATCH (f:RemitHead) WHERE f.asserted <= $published RETURN f
  UNION ALL
  MATCH (:Remit)-[f:<TYPES>]->(:Remit) WHERE f.asserted <= $published RETURN f
}
RETURN f.asserted AS change, f.fact / $size AS part, count(*) AS facts, sum(f.fact) AS total, min(f.fact) AS first,
  max(f.fact) AS last, count(CASE WHEN f.retracted <= f.asserted THEN 1 END) AS odd
