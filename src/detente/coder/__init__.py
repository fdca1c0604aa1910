"""Coders of events: each gets views of sentences and gives coded events."""
