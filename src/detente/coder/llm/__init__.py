"""A second opinion from a language model that the user runs. This is the only door of the part.

It stands apart from the other coders so that neither's libraries are loaded for the other.
"""

from detente.coder.llm.asker import Asker, Progress
from detente.coder.llm.endpoint import KEY_VARIABLE, Endpoint, missing
from detente.coder.llm.tally import Tally
from detente.coder.llm.view import CodedEvent, KnownActor, Opinion, SentenceView

__all__ = [
    "KEY_VARIABLE",
    "Asker",
    "CodedEvent",
    "Endpoint",
    "KnownActor",
    "Opinion",
    "Progress",
    "SentenceView",
    "Tally",
    "missing",
]
