"""How fast the portal is at a given size: the data, the visits and the table (docs/speed.md). Measured, never tested."""
