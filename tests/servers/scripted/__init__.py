"""Servers that speak as much Bolt as a driver needs, and write down what it says: for clusters, which cannot be started."""
