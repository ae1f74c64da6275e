// Retract facts about edges of one relation, once each.
UNWIND $facts AS fact
MATCH ()-[f:<TYPES> {fact: fact}]->() WHERE f.retracted IS NULL
SET f.retracted = $change
