"""Who changed what, and taking a change back."""
