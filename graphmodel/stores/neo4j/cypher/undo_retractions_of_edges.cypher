// Make live again what a dead writer retracted without publishing: facts about edges of one relation.
MATCH (:Remit)-[f:<TYPES>]->(:Remit) WHERE f.retracted > $published
WITH f LIMIT 5000
REMOVE f.retracted
RETURN count(*) AS undone
