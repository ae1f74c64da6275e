// Retract facts about nodes, once each.
UNWIND $rows AS row
MATCH (f:RemitVersion {fact: row[0]}) WHERE f.retracted IS NULL
SET f.retracted = row[1]
