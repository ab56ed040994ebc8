"""The amounts of a plan as a spreadsheet: the page, and what its cells send."""
