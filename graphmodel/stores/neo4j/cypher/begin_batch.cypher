// Mark a batch in the transaction that writes it; whether it is new, or written already; nothing where the lease is not ours
// any more. Another transaction that would set the same mark waits for this one.
MATCH (m:RemitMeta {id: 'remit'}) WHERE m.holder = $holder
MERGE (b:RemitBatch {id: $batch})
ON CREATE SET b.new = true
WITH b, b.new IS NOT NULL AS new
REMOVE b.new
RETURN new
