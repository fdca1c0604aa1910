"""The escalation game of an account: an act, an answer under noise, escalation, war, the return to normal."""
