// The state of the store: its format and what is published.
OPTIONAL MATCH (m:RemitMeta {id: 'remit'})
RETURN m.format AS format, m.published AS published, m.next_fact AS next_fact, m.hash AS hash
