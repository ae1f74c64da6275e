// Remove heads and marks that a dead writer left unpublished.
MATCH (f:RemitHead|RemitMark) WHERE coalesce(f.asserted, f.change) > $published
DELETE f
RETURN 0 AS undone
