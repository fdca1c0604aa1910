"""The words of what was told up to a moment: names are masked by keeping words in small letters only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from detente.dynamics.within.acts import Act

_WORD = re.compile(r"[^\W\d_]+")


def words_of(text: str) -> list[str]:
    """The words in small letters, of three letters or more; names begin with a capital."""
    return [word for word in _WORD.findall(text) if word.islower() and len(word) > 2]


def told_by(acts: Sequence[Act], known: Iterable[Act]) -> list[int]:
    """The sentences of what is known that tell of nothing later, in the order in which they are known."""
    known = list(known)
    kept = {id(act) for act in known}
    later = {act.sentence for act in acts if id(act) not in kept}
    return list(dict.fromkeys(act.sentence for act in known if act.sentence not in later))
