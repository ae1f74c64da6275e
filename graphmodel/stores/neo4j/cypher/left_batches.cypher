// Whether a writer has left marks of batches.
MATCH (b:RemitBatch) RETURN 1 AS left LIMIT 1
