// The hash of the last published change; empty where nothing is published.
OPTIONAL MATCH (m:RemitMeta {id: 'remit'})
RETURN coalesce(m.hash, '') AS hash
