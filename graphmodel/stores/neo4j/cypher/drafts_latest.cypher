// The latest version of each scenario.
MATCH (x:RemitDraft)
WITH x.of AS of, max(x.version) AS version
MATCH (d:RemitDraft {of: of, version: version})
RETURN d.owner, d.scenario, d.version, d.at, d.who, d.why, d.operation, d.body, d.previous, d.hash
