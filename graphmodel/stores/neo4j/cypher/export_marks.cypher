// Published marks of what the files say.
MATCH (k:RemitMark) WHERE k.change <= $published RETURN k.fact, k.change, k.says ORDER BY k.fact, k.change
