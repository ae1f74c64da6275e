// Make live again what a dead writer retracted without publishing: facts about nodes, and heads.
MATCH (f:RemitVersion|RemitHead) WHERE f.retracted > $published
WITH f LIMIT 5000
REMOVE f.retracted
RETURN count(*) AS undone
