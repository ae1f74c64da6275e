"""The Neo4j servers that tests run against, and the tests of what starts them."""
