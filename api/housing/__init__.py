"""Woningen: what the region agreed, what came in which municipality, and what a missing place costs."""
