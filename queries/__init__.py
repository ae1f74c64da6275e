"""Questions: one module per question, each written once for every store."""
