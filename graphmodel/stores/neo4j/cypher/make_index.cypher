// Make an index over nodes of a label.
CREATE INDEX <NAME> IF NOT EXISTS FOR (n:<OF>) ON (n.<KEY>)
