"""Pages about places for living, and their settlement."""
