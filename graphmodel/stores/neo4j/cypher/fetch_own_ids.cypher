// Numbers and relations of the facts of statements with ids of their own.
UNWIND $statements AS statement
MATCH (o:RemitOwnId {statement: statement}) WHERE o.asserted <= $published
RETURN o.fact, o.relation
