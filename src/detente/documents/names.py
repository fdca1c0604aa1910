"""File names are shown and turned into ids, and never used for anything else."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST_ID = 60
LONGEST_SHOWN = 200

# Device names of Windows: an id that becomes a file name elsewhere must not be one of them.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|clock\$|com\d|lpt\d)", re.IGNORECASE)
_SAFE_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_:-]*(?:\.[A-Za-z0-9_:-]+)*")


def shown(name: str, longest: int = LONGEST_SHOWN) -> str:
    """``name`` fit for a message: control, invisible, right-to-left and undecodable characters as escapes."""
    parts = []
    for character in name[:longest]:
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            parts.append(f"\\u{{{ord(character):x}}}")
        else:
            parts.append(character)
    return "".join(parts) + ("…" if len(name) > longest else "")


def slug(name: str) -> str:
    """A stable id made of the letters and digits of ``name`` (of any script), at most 60 characters."""
    folded = unicodedata.normalize("NFKD", name[:2_000])
    kept = "".join(c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in folded)
    made = "_".join(unicodedata.normalize("NFC", kept).lower().split())
    if len(made) > LONGEST_ID:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        made = f"{made[: LONGEST_ID - 9]}_{digest}"
    if not made or _DEVICES.fullmatch(made):
        made = f"document_{made}".rstrip("_")
    return made


def stem(name: str) -> str:
    """The last part of a path of any system, without its suffix."""
    last = re.split(r"[/\\]", name)[-1]
    return last.rsplit(".", 1)[0] or last


def suffix(name: str) -> str:
    """The lower-case suffix of the last part of a path, with its dot; empty when there is none."""
    last = re.split(r"[/\\]", name)[-1].lstrip(".")
    return f".{last.rsplit('.', 1)[1].lower()}" if "." in last else ""


def safe_id(given: str) -> str | None:
    """``given`` when it can serve as an id as it stands, else ``None``."""
    fits = len(given) <= LONGEST_ID and _SAFE_ID.fullmatch(given) and not _DEVICES.fullmatch(given)
    return given if fits else None


class Ids:
    """Hands out ids that are unique within a batch."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """``wanted``, or with ``-2``, ``-3``… when an earlier document has it."""
        made = wanted
        while made in self._taken:
            self._next[wanted] = self._next.get(wanted, 1) + 1
            made = f"{wanted}-{self._next[wanted]}"
        self._taken.add(made)
        return made
