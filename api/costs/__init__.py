"""What it costs: cost lines, and their amounts per year."""
