"""How much a document may cost before it is refused."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True):
    """Caps on one document; each one that is passed gives a coded error that names the figure.

    ``file_bytes``: size of a file (not of a ``.jsonl`` corpus, which is streamed). ``characters``: code
    points of the stored text. ``line_characters``: the longest line of it. ``seconds``, ``memory_bytes``:
    wall time and address space of the child process that parses HTML, PDF and DOCX (``memory_bytes`` where
    the platform can hold a process to it). ``pages``: of a PDF. ``unpacked_bytes``, ``ratio``, ``members``:
    of a zip archive, all members together. ``depth``: nested elements of XML. ``record_bytes``: one line of
    a ``.jsonl`` corpus; ``bad_records``: wrong lines in a row after which the rest of it is given up.
    """

    file_bytes: int = 64 * 1024 * 1024
    characters: int = 64_000_000
    line_characters: int = 10_000_000
    seconds: float = 30.0
    memory_bytes: int = 1024 * 1024 * 1024
    pages: int = 5_000
    unpacked_bytes: int = 256 * 1024 * 1024
    ratio: float = 150.0
    members: int = 5_000
    depth: int = 256
    record_bytes: int = 16 * 1024 * 1024
    bad_records: int = 1_000


DEFAULT_LIMITS = Limits()
