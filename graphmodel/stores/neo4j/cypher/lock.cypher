// Let no other transaction publish, or add a version of a scenario, until this one ends.
MATCH (m:RemitMeta {id: 'remit'})
SET m.lock = timestamp()
RETURN m.published
