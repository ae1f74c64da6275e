// The change log, as far as the check needs it.
MATCH (c:RemitChange)
RETURN c.number, c.hash, c.datasets ORDER BY c.number
