-- What the files say, before it is compared with what the store says. Temporary: each writer has its own.
CREATE TEMP TABLE IF NOT EXISTS staged_node (
    seq INTEGER PRIMARY KEY, dataset INTEGER, node TEXT, kind INTEGER, name TEXT,
    from_earliest INTEGER, from_latest INTEGER, to_earliest INTEGER, to_latest INTEGER,
    evidence INTEGER, standing INTEGER, none INTEGER, untold INTEGER, source TEXT, locator TEXT, attributes TEXT, said TEXT,
    based_on TEXT, file INTEGER, line INTEGER, position INTEGER
);
CREATE TEMP TABLE IF NOT EXISTS staged_edge (
    seq INTEGER PRIMARY KEY, dataset INTEGER, relation INTEGER, subject TEXT, object TEXT, own_id TEXT,
    from_earliest INTEGER, from_latest INTEGER, to_earliest INTEGER, to_latest INTEGER,
    evidence INTEGER, standing INTEGER, source TEXT, locator TEXT, attributes TEXT, said TEXT,
    based_on TEXT, file INTEGER, line INTEGER, position INTEGER
);
CREATE TEMP TABLE IF NOT EXISTS staged_reference (
    id TEXT, kinds TEXT, field TEXT, file INTEGER, line INTEGER, position INTEGER
);
CREATE TEMP TABLE IF NOT EXISTS source_date (
    dataset INTEGER, id TEXT, node INTEGER, dated INTEGER, PRIMARY KEY (dataset, id)
);
CREATE TEMP TABLE IF NOT EXISTS allowed (relation INTEGER, subject INTEGER, object INTEGER, standing INTEGER, PRIMARY KEY (relation, subject, object));
CREATE TEMP TABLE IF NOT EXISTS final_node (
    seq INTEGER PRIMARY KEY, dataset INTEGER, node INTEGER,
    from_earliest INTEGER, from_latest INTEGER, to_earliest INTEGER, to_latest INTEGER,
    evidence INTEGER, standing INTEGER, none INTEGER, untold INTEGER, dated INTEGER, source INTEGER, locator TEXT, name TEXT, attributes TEXT, said TEXT
);
CREATE TEMP TABLE IF NOT EXISTS final_edge (
    seq INTEGER PRIMARY KEY, dataset INTEGER, relation INTEGER, subject INTEGER, object INTEGER, own_id TEXT,
    from_earliest INTEGER, from_latest INTEGER, to_earliest INTEGER, to_latest INTEGER,
    evidence INTEGER, standing INTEGER, dated INTEGER, source INTEGER, locator TEXT, attributes TEXT, said TEXT
);
CREATE TEMP TABLE IF NOT EXISTS same_node (fact INTEGER PRIMARY KEY, seq INTEGER);
CREATE TEMP TABLE IF NOT EXISTS gone_node (fact INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS kept_out_node (seq INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS same_edge (fact INTEGER PRIMARY KEY, seq INTEGER);
CREATE TEMP TABLE IF NOT EXISTS gone_edge (fact INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS kept_out_edge (seq INTEGER PRIMARY KEY);
DROP INDEX IF EXISTS temp.final_node_of;
DROP INDEX IF EXISTS temp.final_edge_of;
DROP INDEX IF EXISTS temp.final_own_id;
DELETE FROM staged_node;
DELETE FROM staged_edge;
DELETE FROM staged_reference;
DELETE FROM source_date;
DELETE FROM allowed;
DELETE FROM final_node;
DELETE FROM final_edge;
DELETE FROM same_node;
DELETE FROM gone_node;
DELETE FROM kept_out_node;
DELETE FROM same_edge;
DELETE FROM gone_edge;
DELETE FROM kept_out_edge;
