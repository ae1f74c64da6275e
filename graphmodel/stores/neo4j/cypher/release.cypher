// Give the lease back.
MATCH (m:RemitMeta {id: 'remit', holder: $holder})
REMOVE m.holder, m.held_until
