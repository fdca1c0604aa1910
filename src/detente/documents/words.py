"""Word lists as they are easiest to read: words between blanks."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of ``words``."""
    return frozenset(words.split())
