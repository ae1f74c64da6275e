// The numbers of the published facts in some parts of the numbers.
CALL () {
  MATCH (f:RemitVersion) WHERE f.fact / $size IN $parts AND f.asserted <= $published RETURN f
  UNION ALL
  MATCH (f:RemitHead) WHERE f.fact / $size IN $parts AND f.asserted <= $published RETURN f
  UNION ALL
  MATCH (:Remit)-[f:<TYPES>]->(:Remit) WHERE f.fact / $size IN $parts AND f.asserted <= $published RETURN f
}
RETURN f.fact AS fact ORDER BY fact
