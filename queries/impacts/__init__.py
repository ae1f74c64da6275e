"""What a change does to accountability, aspect by aspect; each aspect is a module, and a line in `table`."""
