-- One file holds it all. Integer keys inside, text ids at the border. Facts are only ever added; the one column that
-- is set later is `retracted`, once. Days are ordinals; an open end is the day after the calendar's last.

CREATE TABLE word (            -- names of kinds, relations and data sets
    key INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
);

CREATE TABLE change (          -- the change log; each record is chained to the one before by its hash
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,          -- UTC, ISO 8601
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    operation TEXT NOT NULL,   -- load, withdraw
    request TEXT NOT NULL,     -- the id of the request that made it
    datasets TEXT NOT NULL,    -- JSON list of the data sets it speaks of
    facts TEXT NOT NULL,       -- SHA-256 over the facts asserted and retracted
    previous TEXT NOT NULL,    -- the hash of the change before
    hash TEXT NOT NULL
);

CREATE TABLE dataset_fact (    -- the heads of data sets
    number INTEGER PRIMARY KEY,
    dataset INTEGER NOT NULL REFERENCES word,
    head TEXT NOT NULL,        -- JSON: title, date, prefix, source, complete, note
    complete INTEGER NOT NULL, -- bits of the relations it states completely
    asserted INTEGER NOT NULL,
    retracted INTEGER
);

CREATE TABLE node (            -- the anchor of a node: its id and kind are for good
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind INTEGER NOT NULL REFERENCES word
);
CREATE INDEX node_of_kind ON node (kind, id);

CREATE TABLE node_fact (
    number INTEGER PRIMARY KEY,
    dataset INTEGER NOT NULL REFERENCES word,
    node INTEGER NOT NULL REFERENCES node,
    from_earliest INTEGER NOT NULL,
    from_latest INTEGER NOT NULL,
    to_earliest INTEGER NOT NULL,
    to_latest INTEGER NOT NULL,
    asserted INTEGER NOT NULL,
    retracted INTEGER,
    evidence INTEGER NOT NULL, -- 0 stated, 1 inferred, 2 assumed, 3 disputed
    standing INTEGER NOT NULL, -- 0 actual or of a kind without, 1 expected, 2 proposed
    none INTEGER NOT NULL,     -- bits of the relations it is confirmed to have none of
    untold INTEGER NOT NULL,   -- bits of the relations that are withheld or not applicable
    dated INTEGER NOT NULL,    -- latest day that its source's date may mean
    source INTEGER REFERENCES node,
    locator TEXT,
    name TEXT NOT NULL,
    attributes TEXT,           -- JSON object, keys sorted; NULL: none
    said TEXT                  -- JSON object: valid_from, valid_to, reason, note, based_on; NULL: none
);

CREATE TABLE edge_fact (
    number INTEGER PRIMARY KEY,
    dataset INTEGER NOT NULL REFERENCES word,
    relation INTEGER NOT NULL REFERENCES word,
    subject INTEGER NOT NULL REFERENCES node,
    object INTEGER NOT NULL REFERENCES node,
    own_id TEXT,
    from_earliest INTEGER NOT NULL,
    from_latest INTEGER NOT NULL,
    to_earliest INTEGER NOT NULL,
    to_latest INTEGER NOT NULL,
    asserted INTEGER NOT NULL,
    retracted INTEGER,
    evidence INTEGER NOT NULL,
    standing INTEGER NOT NULL,
    dated INTEGER NOT NULL,
    source INTEGER REFERENCES node,
    locator TEXT,
    attributes TEXT,
    said TEXT
);

CREATE TABLE premise (         -- which facts rest on which statements
    statement TEXT NOT NULL,
    fact INTEGER NOT NULL,
    PRIMARY KEY (statement, fact)
) WITHOUT ROWID;

CREATE TABLE file_says (       -- exceptions to: the files of a data set say what its loads asserted
    fact INTEGER NOT NULL,
    change INTEGER NOT NULL REFERENCES change,
    says INTEGER NOT NULL,     -- 1: the files say it too; 0: they no longer do, yet it stays
    PRIMARY KEY (fact, change)
) WITHOUT ROWID;

CREATE TABLE name (            -- folded names and aliases
    folded TEXT NOT NULL,
    fact INTEGER NOT NULL,
    PRIMARY KEY (folded, fact)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 (words, content = '', tokenize = 'ascii', detail = none);

CREATE TABLE draft (           -- versions of scenarios, apart from the change log; each chained to the one before
    owner TEXT NOT NULL,
    scenario TEXT NOT NULL,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,          -- UTC, ISO 8601
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    operation TEXT NOT NULL,   -- what made the version: new, add, submit
    body TEXT NOT NULL,        -- the scenario as JSON
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (owner, scenario, version)
) WITHOUT ROWID;
