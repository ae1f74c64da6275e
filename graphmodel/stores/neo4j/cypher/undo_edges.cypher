// Remove facts about edges of one relation that a dead writer left unpublished.
MATCH (:Remit)-[f:<TYPES>]->(:Remit) WHERE f.fact >= $next_fact AND f.asserted > $published
WITH f LIMIT 5000
DELETE f
RETURN count(*) AS undone
