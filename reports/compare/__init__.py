"""Two to four budgets side by side: the budget, its versions, and scenarios on either."""
