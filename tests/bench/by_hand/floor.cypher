// The least that a question to the server can cost.
RETURN 1 AS one
