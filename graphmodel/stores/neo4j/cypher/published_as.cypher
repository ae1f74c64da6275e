// The hash of a published change; nothing where there is none.
OPTIONAL MATCH (c:RemitChange {number: $number})
RETURN c.hash AS hash
