"""The faces: command line, GraphQL and reports."""
