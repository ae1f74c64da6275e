"""The commands of `remit what-if`, each in the module of its name."""
