// All versions of all scenarios.
MATCH (d:RemitDraft)
RETURN d.owner, d.scenario, d.version, d.at, d.who, d.why, d.operation, d.body, d.previous, d.hash
