// Retract heads of data sets, once each.
UNWIND $rows AS row
MATCH (f:RemitHead {fact: row[0]}) WHERE f.retracted IS NULL
SET f.retracted = row[1]
