"""Agent quantal-response equilibria of any finite game in extensive form."""
