"""Every write to what is decided and shared."""
