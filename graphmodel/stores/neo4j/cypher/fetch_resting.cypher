// Numbers and relations (none: of a node) of the facts that rest on statements.
UNWIND $statements AS statement
MATCH (p:RemitPremise {statement: statement}) WHERE p.asserted <= $published AND NOT p.dataset IN $besides
RETURN DISTINCT p.fact, p.relation
