// Whether a batch of a change is written; the mark is made in the transaction that writes it.
OPTIONAL MATCH (b:RemitBatch {id: $batch})
RETURN b IS NOT NULL AS done
