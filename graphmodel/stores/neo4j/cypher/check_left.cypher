// How much was written beyond what is published, and how many marks of batches there are.
CALL () {
  MATCH (f:RemitVersion) WHERE f.asserted > $published OR f.retracted > $published RETURN count(*) AS left
  UNION ALL
  MATCH (f:RemitHead) WHERE f.asserted > $published OR f.retracted > $published RETURN count(*) AS left
  UNION ALL
  MATCH (f:RemitMark|RemitPremise|RemitOwnId) WHERE coalesce(f.change, f.asserted) > $published RETURN count(*) AS left
  UNION ALL
  MATCH (:Remit)-[f:<TYPES>]->(:Remit) WHERE f.asserted > $published OR f.retracted > $published RETURN count(*) AS left
}
RETURN sum(left) AS left, COUNT { (:RemitBatch) } AS batches
