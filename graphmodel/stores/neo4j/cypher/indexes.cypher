// Every index of the database; a constraint of uniqueness has one of its own.
SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties, owningConstraint, state, options
RETURN name, type, entityType, labelsOrTypes, properties, owningConstraint, state, options
