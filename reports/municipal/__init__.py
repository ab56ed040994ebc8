"""Pages about what a budget means for each municipality."""
