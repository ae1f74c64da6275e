// Take or renew the lease of the one writer; who holds it afterwards.
MERGE (m:RemitMeta {id: 'remit'})
ON CREATE SET m.format = $format, m.published = 0, m.next_fact = 1, m.hash = $first_hash
WITH m, timestamp() AS now
SET m.lock = now
WITH m, now, (m.holder IS NULL OR m.holder = $holder OR m.held_until < now) AS free
SET m.held_until = CASE WHEN free THEN now + $milliseconds ELSE m.held_until END,
    m.holder = CASE WHEN free THEN $holder ELSE m.holder END
RETURN m.holder = $holder AS held, m.held_until AS held_until, m.format AS format, m.published AS published,
  m.next_fact AS next_fact, m.hash AS hash, m.published = 0 AND EXISTS { (:RemitChange) } AS lost
