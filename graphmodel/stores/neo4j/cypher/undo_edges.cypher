// Remove facts about edges of one relation that a dead writer left unpublished.
MATCH ()-[f:<TYPES>]->() WHERE f.asserted > $published
WITH f LIMIT 5000
DELETE f
RETURN count(*) AS undone
