"""Word patterns around a verb, as the dictionaries of pattern-based event coders have them.

A pattern is words in order with ``*`` for the verb: ``* memos on_@topic``. Other words may stand between two
of them unless they are joined by ``_``; ``@name`` is any member of a word set, whose members may themselves
be several words joined by ``_``. Of several patterns that fit, the one with most words wins, then the one
with most joints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
VERB = "*"


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; ``isn't`` and ``re-open`` are one word each."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def plain_forms(word: str) -> list[str]:
    """What may be the plain form of an English verb form: ``cordoned``, ``cordon``, ``cordone`` …"""
    word = word.lower()
    found = [word]
    for ending, restored in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("d", ""),
        ("ing", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) > 1:
            stem = word.removesuffix(ending) + restored
            found += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return found


@dataclass(frozen=True)
class Pattern:
    """Runs of adjacent words in order (one run holds the verb) and the code that they give."""

    runs: tuple[tuple[str, ...], ...]
    code: str

    @property
    def weight(self) -> tuple[int, int]:
        """Words, then joints: the heavier of two fitting patterns decides."""
        words = sum(map(len, self.runs))
        return words, words - len(self.runs)

    def fits(self, words: Sequence[str], verb: int) -> bool:
        """Whether the pattern fits with its ``*`` at ``words[verb]``."""
        here = next(number for number, run in enumerate(self.runs) if VERB in run)
        start = verb - self.runs[here].index(VERB)
        if start < 0 or not _run_at(self.runs[here], words, start):
            return False
        # Greedy from the verb outwards finds a fit if there is one.
        edge = start
        for run in reversed(self.runs[:here]):
            place = next((at for at in range(edge - len(run), -1, -1) if _run_at(run, words, at)), None)
            if place is None:
                return False
            edge = place
        edge = start + len(self.runs[here])
        for run in self.runs[here + 1 :]:
            place = next((at for at in range(edge, len(words)) if _run_at(run, words, at)), None)
            if place is None:
                return False
            edge = place + len(run)
        return True


@dataclass(frozen=True)
class WordPatterns:
    """The patterns of a dictionary by verb."""

    by_verb: Mapping[str, tuple[Pattern, ...]]

    @classmethod
    def parse(
        cls, rows: Sequence[tuple[str, str, str]], sets: Mapping[str, Sequence[str]] | None = None
    ) -> WordPatterns:
        """Patterns from (verb lemma, pattern, code) rows. Raises ``ValueError`` on one without its ``*``."""
        found: dict[str, list[Pattern]] = {}
        for verb, text, code in rows:
            if sum(word == VERB for run in text.split() for word in run.split("_")) != 1:
                raise ValueError(f"a pattern needs one *, not {text!r}")
            found.setdefault(verb, []).extend(Pattern(runs, code) for runs in _expanded(text, sets or {}))
        ordered = {
            verb: sorted(patterns, key=lambda p: p.weight, reverse=True) for verb, patterns in found.items()
        }
        return cls({verb: tuple(patterns) for verb, patterns in ordered.items()})

    def code(self, verb: str, before: str, word: str, after: str) -> str | None:
        """The code of the heaviest pattern of ``verb`` that fits the words around it, if any."""
        left = words_of(before)
        words = [*left, word.lower(), *words_of(after)]
        return next((p.code for p in self.by_verb.get(verb, ()) if p.fits(words, len(left))), None)


def _run_at(run: Sequence[str], words: Sequence[str], start: int) -> bool:
    stretch = words[start : start + len(run)]
    return len(stretch) == len(run) and all(
        wanted in (VERB, word) for wanted, word in zip(run, stretch, strict=True)
    )


def _expanded(text: str, sets: Mapping[str, Sequence[str]]) -> list[tuple[tuple[str, ...], ...]]:
    """Every way to write a pattern with its sets spelled out."""
    runs: list[list[tuple[str, ...]]] = []
    for joined in text.split():
        choices = [
            [tuple(member.split("_")) for member in sets[part[1:]]] if part.startswith("@") else [(part,)]
            for part in _parts(joined, sets)
        ]
        runs.append([tuple(word for part in choice for word in part) for choice in product(*choices)])
    return [tuple(choice) for choice in product(*runs)]


def _parts(joined: str, sets: Mapping[str, Sequence[str]]) -> list[str]:
    """The parts of ``on_@tie_type``: the name of a set may itself hold ``_``."""
    for name in sorted(sets, key=len, reverse=True):
        if f"@{name}" in joined:
            left, right = joined.split(f"@{name}", 1)
            return [*_parts(left.rstrip("_"), sets), f"@{name}", *_parts(right.lstrip("_"), sets)]
    if "@" in joined:
        raise ValueError(f"no word set for {joined!r}")
    return [part for part in joined.split("_") if part]
