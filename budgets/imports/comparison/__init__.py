"""A workbook held against the budget as it stands: what it would change, and what must be asked first."""
