// Mark a batch as written.
CREATE (:RemitBatch {id: $batch})
