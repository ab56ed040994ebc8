"""The way in: any workbook with a budget is read, recognised, interpreted and compared.

``read_book`` → ``Book`` → ``propose`` → ``Mapping`` → ``interpret`` → ``Content`` → ``compare`` →
``Preview``.  Nothing here touches a table; ``budgets.actions.imports`` writes what a preview says.
"""
