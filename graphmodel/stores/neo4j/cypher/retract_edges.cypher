// Retract facts about edges of one relation, once each.
UNWIND $rows AS row
MATCH (:Remit)-[f:<TYPES> {fact: row[0]}]->(:Remit) WHERE f.retracted IS NULL
SET f.retracted = row[1]
