"""Bytes to ``Document``: text, Markdown, HTML, PDF, DOCX and ``.jsonl`` corpora, with title, date and source.

The stored text never changes afterwards: every offset counts its code points. HTML, PDF and DOCX are parsed
in a child process with limits of time and memory; nothing is ever fetched.
"""

from detente.documents.batch import count, gather, load_many
from detente.documents.failures import ERROR_CODES
from detente.documents.limits import DEFAULT_LIMITS, Limits
from detente.documents.loading import from_bytes, from_text, load

__all__ = [
    "DEFAULT_LIMITS",
    "ERROR_CODES",
    "Limits",
    "count",
    "from_bytes",
    "from_text",
    "gather",
    "load",
    "load_many",
]
