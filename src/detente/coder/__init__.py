"""Trained coding of events: what the coder sees, and what it says."""

from detente.coder.accounts import AccountHeads
from detente.coder.calibration import YIELD, Card
from detente.coder.choose import Chosen, choose
from detente.coder.model import TrainedCoder, is_shipped, shipped
from detente.coder.views import DocumentView, Judgement, MentionView, SentenceView, TriggerView

__all__ = [
    "YIELD",
    "AccountHeads",
    "Card",
    "Chosen",
    "DocumentView",
    "Judgement",
    "MentionView",
    "SentenceView",
    "TrainedCoder",
    "TriggerView",
    "choose",
    "is_shipped",
    "shipped",
]
