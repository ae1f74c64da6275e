"""Rules: what is amiss with an arrangement, found without anybody asking for it."""
