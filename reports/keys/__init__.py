"""Pages about by what a budget is split: allocation keys, and who takes part in what."""
