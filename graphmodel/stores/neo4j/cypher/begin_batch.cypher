// Begin a batch: hold the lease for another while, if it is still ours, and mark the batch in the transaction that writes it;
// whether it is written already. Locked first, so that what is read is true till the commit.
MATCH (m:RemitMeta {id: 'remit'})
SET m.lock = timestamp()
WITH m WHERE m.holder = $holder
SET m.held_until = timestamp() + $milliseconds
WITH m
OPTIONAL MATCH (b:RemitBatch {id: $batch})
FOREACH (_ IN CASE WHEN b IS NULL THEN [1] ELSE [] END | CREATE (:RemitBatch {id: $batch}))
RETURN b IS NOT NULL AS done
