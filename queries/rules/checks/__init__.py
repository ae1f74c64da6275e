"""The checks that rules are made of: one file each."""
