"""Pages about which stream pays what."""
