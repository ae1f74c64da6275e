"""The server store: a Neo4j database, on one machine or a cluster, behind the same port."""
