// Remove heads, marks, premises and own ids that a dead writer left unpublished.
MATCH (f:RemitHead|RemitMark|RemitPremise|RemitOwnId) WHERE coalesce(f.asserted, f.change) > $published
WITH f LIMIT 5000
DELETE f
RETURN count(*) AS undone
