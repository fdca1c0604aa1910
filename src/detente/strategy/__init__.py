"""Games, equilibria, estimation, what-if."""
