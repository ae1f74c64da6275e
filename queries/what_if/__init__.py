"""What-if: a reorganisation as a list of operations in planners' words, and what it would make of a graph."""
