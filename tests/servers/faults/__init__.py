"""Faults that the store on a server must survive, each on a real one."""
