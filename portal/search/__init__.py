"""The search: one page over everything that somebody may see."""
