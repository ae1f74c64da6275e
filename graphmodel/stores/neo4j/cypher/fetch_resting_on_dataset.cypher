// Numbers and relations (none: of a node) of the facts elsewhere that rest on anything a data set states.
MATCH (p:RemitPremise) WHERE p.statement STARTS WITH $beginning AND p.asserted <= $published AND NOT p.dataset IN $besides
RETURN DISTINCT p.fact, p.relation
