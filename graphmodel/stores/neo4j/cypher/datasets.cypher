// Names of all data sets that were ever loaded.
MATCH (d:RemitHead) RETURN DISTINCT d.dataset AS dataset ORDER BY dataset
