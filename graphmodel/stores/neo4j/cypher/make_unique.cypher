// Make a constraint: no two nodes of a label share a value; it has an index of its own.
CREATE CONSTRAINT <NAME> IF NOT EXISTS FOR (n:<OF>) REQUIRE n.<KEY> IS UNIQUE
