"""What is odd about the characters of a text; they are kept, and named in a warning."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    "|[\U000e0000-\U000e007f]"
)
_SEPARATORS = re.compile("[\u2028\u2029]")
_FLOOD = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{9,}")
_NAMES = {0: "NUL", 0x1B: "ESCAPE", 0x08: "BACKSPACE", 0x7F: "DELETE"}
MOST_NAMED = 6


def without_surrogates(text: str) -> tuple[str, list[str]]:
    """Half surrogates are no characters and cannot be saved: each becomes U+FFFD, one for one."""
    cleaned, count = _SURROGATES.subn("�", text)
    return cleaned, [f"{count} half surrogate(s) replaced by U+FFFD"] if count else []


def share_of_controls(text: str) -> float:
    """The share (0–1) of control characters other than white space."""
    return len(_CONTROLS.findall(text)) / len(text) if text else 0.0


def oddities(text: str) -> list[str]:
    """Warnings that name the control, invisible and direction-changing characters, with how many of each."""
    warnings = []
    for what, pattern in (
        ("control", _CONTROLS),
        ("invisible or direction-changing", _INVISIBLE),
        ("line or paragraph separator", _SEPARATORS),
    ):
        # A search first: on ordinary text it is all that is done.
        if pattern.search(text):
            counts = Counter(pattern.findall(text))
            named = [f"{_name(character)} {count}x" for character, count in counts.most_common(MOST_NAMED)]
            more = f" and {len(counts) - MOST_NAMED} more kinds" if len(counts) > MOST_NAMED else ""
            warnings.append(f"{what} characters kept: {', '.join(named)}{more}")
    if match := _FLOOD.search(text):
        warnings.append(f"a flood of combining marks kept (first at character {match.start()})")
    return warnings


def _name(character: str) -> str:
    code = ord(character)
    name = unicodedata.name(character, "") or _NAMES.get(code, "")
    return f"U+{code:04X}{' ' + name if name else ''}"
