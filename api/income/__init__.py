"""What pays: streams of income, what must be saved, p.m. items, printed totals and the cover."""
