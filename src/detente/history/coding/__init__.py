"""Codes an account into the variables of past crises."""

from detente.history.coding.account import code
from detente.history.coding.records import VARIABLES, WHOLE, Coded, CodedAccount, CodedActor, Value

__all__ = ["VARIABLES", "WHOLE", "Coded", "CodedAccount", "CodedActor", "Value", "code"]
