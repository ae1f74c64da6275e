// Remove facts about nodes that a dead writer left unpublished.
MATCH (f:RemitVersion) WHERE f.fact >= $next_fact AND f.asserted > $published
WITH f LIMIT 5000
DETACH DELETE f
RETURN count(*) AS undone
