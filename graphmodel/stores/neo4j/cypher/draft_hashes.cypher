// The hashes of those versions that are there.
UNWIND $keys AS key
MATCH (d:RemitDraft {key: key})
RETURN key, d.hash
