// Retract facts about nodes, once each.
UNWIND $facts AS fact
MATCH (f:RemitVersion {fact: fact}) WHERE f.retracted IS NULL
SET f.retracted = $change
