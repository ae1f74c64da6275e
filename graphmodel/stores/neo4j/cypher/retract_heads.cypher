// Retract heads of data sets, once each.
UNWIND $facts AS fact
MATCH (f:RemitHead {fact: fact}) WHERE f.retracted IS NULL
SET f.retracted = $change
