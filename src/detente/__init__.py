"""détente reads written accounts of crises."""
