"""Text made safe to show: control characters, direction overrides and lone surrogates become visible."""

from __future__ import annotations

import re
from collections.abc import Sequence

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that reorder what is shown; an account may hold them, a report shows them by number."""

_UNSAFE = re.compile(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u2028\u2029{BIDI}]|[\ud800-\udfff]|[\ufffe\uffff]"
)
_ASCII = {
    "→": "->", "≈": "~", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "−": "-", "–": "-", "—": "--",
    "·": "-", "▮": "#", "▯": "o", "•": "*", "↔": "<->", "⟦": "[", "⟧": "]", "×": "x", "\ufffd": "?",
}  # fmt: skip


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xD800 <= code <= 0xDFFF or code in (0, 0xFFFE, 0xFFFF):
        return "\ufffd"
    return f"⟦U+{code:04X}⟧"


def clean(text: str) -> str:
    """``text`` that no terminal or page can be steered by; newlines and tabs stay."""
    return _UNSAFE.sub(_shown, text)


def line(text: str, limit: int | None = None) -> str:
    """``text`` cleaned on one line, cut at a word before ``limit`` characters with an ellipsis."""
    flat = " ".join(clean(text).split())
    if limit is None or len(flat) <= limit:
        return flat
    cut = flat[: max(1, limit - 1)]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit * 0.6 else cut).rstrip(" ,;:") + "…"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def count(number: int, noun: str) -> str:
    """``1 event``, ``3 events``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def fit(text: str, encoding: str) -> str:
    """``text`` in characters that ``encoding`` can hold: our marks get ASCII forms, the rest ``?``."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return "".join(_fitted(char, encoding) for char in text)
    return text


def _fitted(char: str, encoding: str) -> str:
    if char.isascii():
        return char
    try:
        char.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _ASCII.get(char, "?")
    return char
