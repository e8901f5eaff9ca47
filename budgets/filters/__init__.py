"""The filter bars of `budgets`, one file per noun."""
