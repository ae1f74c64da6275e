// What is noted of the store, who holds the lease, and the server's clock.
OPTIONAL MATCH (m:RemitMeta {id: 'remit'})
RETURN m.format, m.published, m.next_fact, m.hash, m.holder, m.held_until, timestamp() AS now
