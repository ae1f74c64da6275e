// All versions of one scenario.
MATCH (d:RemitDraft {of: $of})
RETURN d.owner, d.scenario, d.version, d.at, d.who, d.why, d.operation, d.body, d.previous, d.hash
