"""The stores: the embedded SQLite file, and others behind the same port."""
