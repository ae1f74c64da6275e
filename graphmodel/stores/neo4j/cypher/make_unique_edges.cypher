// Make a constraint: no two edges of a relation share a value; it has an index of its own.
CREATE CONSTRAINT <NAME> IF NOT EXISTS FOR ()-[f:<OF>]-() REQUIRE f.<KEY> IS UNIQUE
