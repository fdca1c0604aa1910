"""What every estimated model shares: designs from formulas, the search, errors, results and their tables."""
