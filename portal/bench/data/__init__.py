"""Data at size, by SQL: the same rows on every machine, so that two runs of the bench may be compared (docs/speed.md)."""
