-- Covering, so that walks and counts read no table rows. A load into an empty store makes them at its end.
CREATE INDEX IF NOT EXISTS edge_by_object ON edge_fact (object, relation, subject, to_latest, from_earliest, to_earliest, from_latest, asserted, retracted, evidence, standing, dataset);
CREATE INDEX IF NOT EXISTS edge_by_subject ON edge_fact (relation, subject, object, to_latest, from_earliest, to_earliest, from_latest, asserted, retracted, evidence, standing, dataset);
CREATE INDEX IF NOT EXISTS node_fact_of ON node_fact (node, to_latest, from_earliest, to_earliest, from_latest, asserted, retracted, evidence, standing, dataset, none, untold);
CREATE INDEX IF NOT EXISTS node_fact_retracted ON node_fact (retracted) WHERE retracted IS NOT NULL;
CREATE INDEX IF NOT EXISTS edge_fact_retracted ON edge_fact (retracted) WHERE retracted IS NOT NULL;
CREATE INDEX IF NOT EXISTS edge_own_id ON edge_fact (own_id) WHERE own_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS node_fact_unsourced ON node_fact (number) WHERE source IS NULL;
CREATE INDEX IF NOT EXISTS edge_fact_unsourced ON edge_fact (number) WHERE source IS NULL;
CREATE INDEX IF NOT EXISTS node_fact_source ON node_fact (source) WHERE source IS NOT NULL;
CREATE INDEX IF NOT EXISTS node_fact_not_stated ON node_fact (number, evidence) WHERE evidence > 0;
CREATE INDEX IF NOT EXISTS node_fact_not_actual ON node_fact (number, standing) WHERE standing > 0;
CREATE INDEX IF NOT EXISTS edge_fact_not_actual ON edge_fact (number, standing) WHERE standing > 0;
CREATE INDEX IF NOT EXISTS edge_fact_not_stated ON edge_fact (number, evidence) WHERE evidence > 0;
CREATE INDEX IF NOT EXISTS node_fact_none ON node_fact (node) WHERE none <> 0;
CREATE INDEX IF NOT EXISTS node_fact_designation ON node_fact (node) WHERE json_extract(attributes, '$.form') = 'designation';
