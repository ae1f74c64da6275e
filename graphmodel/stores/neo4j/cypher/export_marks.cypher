// All marks of what the files say.
MATCH (k:RemitMark) RETURN k.fact, k.change, k.says ORDER BY k.fact, k.change
