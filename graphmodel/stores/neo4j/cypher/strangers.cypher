// Whether the database holds nodes that are not Remit's.
MATCH (n) WHERE NOT n:Remit AND NOT n:RemitVersion AND NOT n:RemitName AND NOT n:RemitMeta AND NOT n:RemitChange
  AND NOT n:RemitHead AND NOT n:RemitMark AND NOT n:RemitBatch AND NOT n:RemitPremise AND NOT n:RemitOwnId AND NOT n:RemitDraft
RETURN labels(n) AS labels LIMIT 1
