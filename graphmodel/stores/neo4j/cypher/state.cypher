// The state of the store: its format and what is published, how long its change log is, and the heads of all data sets.
OPTIONAL MATCH (m:RemitMeta {id: 'remit'})
RETURN m.format AS format, m.published AS published, m.next_fact AS next_fact, m.hash AS hash, COUNT { (:RemitChange) } AS logged,
  COLLECT {
    MATCH (d:RemitHead) WHERE d.asserted <= m.published RETURN [d.dataset, d.complete, d.asserted, d.retracted]
  } AS heads
