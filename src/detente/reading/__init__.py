"""Document → Crisis: the reader and its steps. This is the only door of the room."""

from detente.reading.many import merge_crises
from detente.reading.reader import CODERS, Reader

__all__ = ["CODERS", "Reader", "merge_crises"]
